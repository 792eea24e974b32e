"""Evidence in, an answer out: verbatim sentences, each led in by what is known of who says it and where.

Without a model nothing is worded freely: what is not quotation is made from metadata, or says that the documents
are silent.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.answering.captions import loose, speech_first, text_first
from rag.answering.citations import cite, lead_in, marked_words, shown
from rag.answering.disagreement import Disagreement
from rag.answering.forms.answering_words import answering_words
from rag.answering.forms.copies import is_reprint
from rag.answering.forms.own_corrections import corrections, with_corrections
from rag.answering.forms.replies import question_of
from rag.answering.lists import listed
from rag.answering.positions import Stand
from rag.answering.selection import chosen, grouped, with_both
from rag.judging.answerability import Reason
from rag.parties.parties import Party
from rag.parties.speaker_keys import key_of
from rag.question.analysis import Asked
from rag.text.name_aliases import is_proper
from rag.types import AnswerSentence, Citation, Evidence, Page, Side, Status

_NEAR, _NEARLY = 3, 5.0  # sentences shown of a question that is answered in part, and logits below the best
Pages = Mapping[str, Sequence[Page]]  # by document id
UNNAMED = "a plain answer"  # what is missing where nothing in particular is
NEAREST = "What comes nearest: "  # opens the sentences of an answer that lacks something


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it has an id."""

    status: Status
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    sides: tuple[Side, ...] = ()
    reason: Reason | None = None
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # what of the question is not in the documents

    @property
    def may_be_written(self) -> bool:
        """May a chat model write it? Not what the documents do not say, nor what the library tells of itself."""
        told_by_us = any(sentence.kind in ("catalogue", "help") for sentence in self.sentences)
        return self.status != "not_in_documents" and not told_by_us

    @property
    def text(self) -> str:
        """The sentences with their markers, one a paragraph."""
        return "\n\n".join(
            " ".join([sentence.text, "".join(f"[{marker}]" for marker in sentence.citations)]).rstrip()
            for sentence in self.sentences
        )


class Writer:
    """Numbers citations as sentences come in; a place that was cited before keeps its number."""

    def __init__(self, pages: Pages, quoted_characters: int) -> None:
        self.sentences: list[AnswerSentence] = []
        self.citations: list[Citation] = []
        self._pages = pages
        self._left = dict.fromkeys(pages, quoted_characters)
        self._led_in_by = ""
        self._markers: dict[tuple[str, int], int] = {}
        self._quoted: list[tuple[Evidence, int]] = []
        self._asked: list[str] = []

    def marker(self, evidence: Evidence) -> int | None:
        """The marker of a sentence that was cited."""
        return self._markers.get((evidence.hit.passage.document_id, evidence.sentence.start))

    def mention(self, evidence: Evidence) -> Citation | None:
        """Cite a sentence that the answer speaks of and does not quote; None where too much is quoted already."""
        marker = self.marker(evidence)
        return self.citations[marker - 1] if marker else self._cited(evidence)

    def quote(
        self,
        evidence: Evidence,
        before: str = "",
        answering: tuple[int, int] | None = None,
        side: Party | None = None,
    ) -> int | None:
        """Add a sentence of a source; gives its marker, None where it is quoted already as the question of a reply, or
        enough of that document is quoted.

        What was quoted already as another paper printed it is not quoted again; its corroboration names this one.
        The lead-in is left out where the sentence before it had the same; a short reply's has the question. `answering`
        are offsets, in the evidence's text, of the words that answer. A `side` is named, if the lead-in does not.
        """
        if evidence.text.endswith(tuple(self._asked)):
            return None  # the question of a reply, which has led it in
        for printed, marker in self._quoted:
            if is_reprint(evidence, printed):
                return marker
        citation = self._cited(evidence)
        if citation is None:
            return None
        self._quoted.append((evidence, citation.marker))
        led = lead_in(citation, evidence.sentence.role == "note")
        if side and not _names(led, citation, side):
            before = f"{side.name}: "
        if replied := question_of(evidence):
            before = f"{before}Asked “{replied}”, "
            self._asked.append(replied)
        again = led == self._led_in_by and not before
        text = shown(citation) if again else f"{before}{led} {shown(citation)}"
        self._led_in_by = led
        kind: Literal["quote", "paraphrase"] = "paraphrase" if citation.text_type == "summary" else "quote"
        marked = marked_words(text, citation, evidence, answering)
        self.sentences.append(AnswerSentence(text, kind, "verified", (citation.marker,), marked))
        return citation.marker

    def silence(self, text: str) -> None:
        """Add a sentence that says what the documents do not say."""
        self._led_in_by = ""
        self.sentences.append(AnswerSentence(text, "silence", "verified"))

    def _cited(self, evidence: Evidence) -> Citation | None:
        id = evidence.hit.passage.document_id
        citation = cite(evidence, len(self.citations) + 1, self._pages.get(id, ()))
        if evidence.hit.metadata.text_type == "original":
            # Law and courtesy: an answer quotes of an original only so much.
            if self._left.get(id, 0) < len(citation.quote) and self.citations:
                return None
            self._left[id] = self._left.get(id, 0) - len(citation.quote)
        self.citations.append(citation)
        self._markers.setdefault((id, evidence.sentence.start), citation.marker)
        return citation


def _names(led: str, citation: Citation, side: Party) -> bool:
    """Whether a lead-in begins with the name of this party, in full or with an initial: "J. Hill, in The Herald"."""
    if led.startswith(f"{side.name},"):
        return True
    speaker = citation.speaker or ""
    key = key_of(speaker)
    one_name = (
        is_proper(key)
        and key in side.aliases
        and key.casefold().split()[-1] == side.key.casefold().split()[-1]
    )
    return one_name and led.casefold().startswith(f"{speaker.casefold()},")


def answer_plainly(
    evidence: Sequence[Evidence],
    pages: Pages,
    quoted_characters: int,
    asked: Asked | None = None,
    differ: Disagreement | None = None,
    missing: tuple[str, ...] = (),
    parts: int = 0,
    perhaps: Collection[str] = (),
    first: Sequence[Evidence] = (),
) -> Draft:
    """The best sentences, as many as the kind of question needs, those of one source together; a list whole, where a
    source gives one that lacks nothing.

    Of sentences that `differ` each is shown, and a note says so; another tells what a caption says more loosely. What
    its own paper puts right stands with what puts it right. Where something is `missing`, of which some is `perhaps`
    there, the answer is partial and says so first; of a question in `parts` as many sentences lead.
    What is to stand `first` does so, in its order.
    """
    writer = Writer(pages, quoted_characters)
    text = text_first(evidence)
    text = speech_first(text) if asked is not None and asked.wants == "who" else text
    near_only = bool(missing) and not parts  # a list that comes near is no answer, however long it is
    whole = () if near_only else listed(text, asked is not None and asked.wants == "list")
    led = text[:parts]
    best = chosen(text, asked, _NEAR, _NEARLY) if near_only else chosen(text, asked)
    best = [each for each in best if each not in first][: max(1, len(best) - len(first))]
    others = grouped(with_both((*led, *(differ.evidence if differ else ())), best))
    picked = list(whole) or [*first, *others]
    corrected = corrections(picked, evidence)
    wrong = [each.wrong for each in corrected]
    if missing:
        writer.silence(_what_is_not_found(missing, perhaps))
    for number, each in enumerate(with_corrections(picked, corrected)):
        nearest = near_only and number == 0 and each.sentence.role != "note"
        answering = answering_words(asked, each) if asked and not missing and each not in wrong else None
        writer.quote(each, NEAREST if nearest else "", answering)
    warnings = [differ.warning(writer.marker)] if differ else []
    warnings += [each.warning(writer.marker) for each in corrected]
    for said in loose(picked[:1], evidence):
        caption, body = writer.mention(said.caption), writer.mention(said.body)
        if caption and body:
            warnings.append(said.note(caption, body))
    return Draft(
        "partial" if missing else "answered",
        tuple(writer.sentences),
        tuple(writer.citations),
        warnings=tuple(warning for warning in warnings if warning),
        missing=missing,
    )


def with_missing(draft: Draft, missing: Sequence[str], perhaps: Collection[str] = ()) -> Draft:
    """A draft that lacks these parts of the question as well, of which some are `perhaps` there: it is partial, and
    says so first."""
    every = tuple(dict.fromkeys((*draft.missing, *missing)))
    said = {_what_is_not_found(draft.missing, some) for some in (perhaps, (), draft.missing)}
    others = tuple(each for each in draft.sentences if each.text not in said)
    told = AnswerSentence(_what_is_not_found(every, perhaps), "silence", "verified")
    return replace(draft, status="partial", sentences=(told, *others), missing=every)


def _what_is_not_found(missing: Sequence[str], perhaps: Collection[str]) -> str:
    """What is missing, and behind it what may be."""
    surely, maybe = (tuple(each for each in missing if (each in perhaps) == some) for some in (False, True))
    told = (_not_found(surely) if surely else "", _perhaps_not_found(maybe) if maybe else "")
    return " ".join(filter(None, told))


def _not_found(missing: Sequence[str]) -> str:
    """ "Not found in these documents: when." """
    return f"Not found in these documents: {'; '.join(missing)}."


def _perhaps_not_found(missing: Sequence[str]) -> str:
    """ "These documents may not say: when." What stands below may say it: the judge is not sure."""
    if tuple(missing) == (UNNAMED,):
        return "These documents may not answer this plainly."
    return f"These documents may not say: {'; '.join(missing)}."


def answer_by_party(stands: Sequence[Stand], pages: Pages, quoted_characters: int) -> Draft:
    """Each party in turn: what it says on the point, or that it says nothing, and what comes nearest."""
    writer = Writer(pages, quoted_characters)
    sides = []
    for stand in stands:
        name = stand.party.name
        if stand.silent:
            writer.silence(f"{name}: nothing on this point in these documents.")
            for number, each in enumerate(stand.evidence):
                opening = "All that is quoted of it: " if stand.whole else "Nearest: "
                writer.quote(each, before=opening if number == 0 else "")
            sides.append(Side(name, (), True))
        else:
            markers = [
                writer.quote(each, side=stand.party if n == 0 else None)
                for n, each in enumerate(stand.evidence)
            ]
            sides.append(Side(name, tuple(marker for marker in markers if marker is not None), False))
    missing = tuple(f"what {stand.party.name} says of this" for stand in stands if stand.silent)
    status: Status = "partial" if missing else "answered"
    return Draft(status, tuple(writer.sentences), tuple(writer.citations), tuple(sides), missing=missing)
