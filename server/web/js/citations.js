// The citations of one answer, shared by its chips, its sides and the source panel.

/** A set that grows while an answer streams in; `answerId` is known only once it is whole. */
export class CitationSet {
  constructor(citations = [], answerId = null) {
    this.list = [];
    this.answerId = answerId;
    this.add(citations);
  }

  add(citations) {
    for (const citation of citations) {
      if (!this.citation(citation.marker)) this.list.push(citation);
    }
  }

  citation(marker) {
    return this.list.find((citation) => citation.marker === marker);
  }
}

/** A set of one, for a passage that belongs to no answer. */
export const lone = (citation) => new CitationSet([{ ...citation, marker: citation.marker ?? 1 }]);

/** A search hit as a citation: its whole passage is what is cited. */
export const fromHit = (hit, marker = 1) => ({
  ...hit,
  marker,
  quote: hit.text,
  speaker: null,
  said_via: null,
  url: null,
});
