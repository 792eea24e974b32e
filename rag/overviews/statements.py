"""What the opponents of a work say, and their first sentence on it: each passage is read once for all claims."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rag.embedding.embedder import Vector
from rag.overviews.claimants import telling_of
from rag.overviews.opponents import Opponents
from rag.overviews.work_sentences import is_a_sentence
from rag.parties.parties import Party
from rag.storage.library import Library
from rag.text.tokens import telling_stems
from rag.types import Evidence, Hit, Sentence

_FEWEST = 4  # content words of an answer
_QUOTES = re.compile(r"[“\"]\w")


class OpponentStatements:
    """What the opponents of one work say in a passage; each passage is read once for all claims."""

    def __init__(self, library: Library, facing: Opponents, telling_of_it: re.Pattern[str]) -> None:
        self._library = library
        self._facing = facing
        self._telling_of_it = telling_of_it
        self._telling_of_them = telling_of(name for party in facing.parties for name in party.aliases)
        self._read: dict[str, list[tuple[Sentence, str, frozenset[str], Vector]]] = {}
        self._whole: dict[str, Evidence | None] = {}

    def __call__(self, hits: Sequence[Hit], vector: Vector) -> Iterator[Evidence]:
        """The sentences of these passages that may be answers, with their cosine to `vector`."""
        unread = {hit.passage.id: hit for hit in hits if hit.passage.id not in self._read}
        for id, (sentences, vectors) in self._library.sentence_vectors(unread).items():
            self._read[id] = list(self._said(unread[id], sentences, vectors))
        for hit in hits:
            for sentence, text, said, own in self._read.get(hit.passage.id, ()):
                yield Evidence(hit, sentence, text, 0.0, float(own @ vector), said)

    def on_the_work(self, party: Party) -> Evidence | None:
        """A party's first sentence in the earliest document that mentions the work; None if it speaks in none.

        An original comes before a summary of the same date.
        """
        if party.key not in self._whole:
            _, said = next(groupby(self._of_the_work(party), key=_document), ("", iter(())))
            self._whole[party.key] = min(said, key=_remoteness, default=None)
        return self._whole[party.key]

    def _of_the_work(self, party: Party) -> Iterator[Evidence]:
        facing = self._facing
        known = self._library.metadata(facing.scope.naming)
        replies = [
            (about.date, about.text_type, id)
            for id, about in known.items()
            if about.date and facing.scope.beside(id, about.date)
        ]
        for _, _, id in sorted(replies):
            passages = self._library.passages(self._library.passage_ids([id]))
            read = self._library.sentence_vectors(passages)
            for passage in sorted(passages.values(), key=lambda each: each.start):
                hit = Hit(passage, known[id], 0.0)
                for sentence, text, said, _ in self._said(hit, *read[passage.id]):
                    if sentence.speaker in party.speakers:
                        yield Evidence(hit, sentence, text, 0.0, 0.0, said)

    def _said(
        self, hit: Hit, sentences: Sequence[Sentence], vectors: Vector
    ) -> Iterator[tuple[Sentence, str, frozenset[str], Vector]]:
        metadata, id = hit.metadata, hit.passage.document_id
        if id in self._facing.scope.own or not self._facing.scope.in_time(id, metadata.date):
            return
        for sentence, vector in zip(sentences, vectors, strict=False):
            if sentence.speaker not in self._facing.speakers or sentence.role not in ("body", "item"):
                continue
            text = hit.passage.text[sentence.start - hit.passage.start : sentence.end - hit.passage.start]
            # A summary is in our own voice, unless the sentence says whose words it reports.
            ours = metadata.text_type == "summary" and sentence.manner == "voice"
            # "The review asks us to keep more staff" reports a claim and does not answer it.
            if (ours and not self._telling_of_them.search(text)) or self._telling_of_it.search(text):
                continue
            said = telling_stems(text)
            # Signatures and contact details have no function words.
            if len(said) >= _FEWEST and is_a_sentence(text):
                yield sentence, text, said, vector


def _remoteness(evidence: Evidence) -> int:
    """How far a sentence is from the speaker's own words: a quotation, one with quoted words, a report."""
    if evidence.sentence.manner == "direct":
        return 0
    return 1 if _QUOTES.search(evidence.text) else 2


def _document(evidence: Evidence) -> str:
    return evidence.hit.passage.document_id
