"""Answers for kinds of question that have a form of their own: what is held, help, a summary, who somebody is.

A form is used only where the kind is certain enough and what is asked about resolves to something held; otherwise the
question is answered plainly.
"""

from collections.abc import Sequence

from rag.answering.catalogue import Asking, catalogue
from rag.answering.compose import Draft
from rag.answering.forms.claim import claim
from rag.answering.forms.exact_words import exact_words
from rag.answering.forms.material import Material, about
from rag.answering.forms.order import in_order
from rag.answering.forms.points import points
from rag.answering.forms.reason import reasons
from rag.answering.forms.sayings import saying
from rag.answering.forms.settling import settled
from rag.answering.forms.sources import between_sources
from rag.answering.forms.summing_up import party_in, summing_up
from rag.answering.help import service_help
from rag.answering.identity import identifying, named_in
from rag.judging.reading import Reader, Reading
from rag.parties.parties import Parties
from rag.question.analysis import actor
from rag.question.kind import CERTAIN, is_a_word
from rag.retrieval.retriever import Retriever
from rag.storage.lexical_index import Part
from rag.storage.stores import Stores
from rag.text.tokens import telling_stems, text_stems, words
from rag.types import AskedKind, Evidence

_MENTIONS = 2000  # passages looked at for the documents that mention something
_SURE = 0.8
# Where such a question sets parties against each other, it is answered party by party.
_BETWEEN: tuple[AskedKind, ...] = ("yes_no", "reason", "comparison", "who_said")
_OF_WORDS: tuple[AskedKind, ...] = ("yes_no", "who_said", "exact_words")


class ByKind:
    """Composes the forms over one set of stores."""

    def __init__(self, stores: Stores, retriever: Retriever, reader: Reader, quoted_characters: int) -> None:
        self._stores = stores
        self._retriever = retriever
        self._material = Material(stores, retriever, reader, quoted_characters)

    def draft(self, reading: Reading, parties: Parties) -> Draft | None:
        """The answer in the form of the question's kind; None where it is to be answered plainly."""
        kind, text = reading.understood.kind, reading.query.text
        if kind in _OF_WORDS and (said := saying(reading, party_in(text, parties), self._material)):
            return said
        if reading.parts or (kind in _BETWEEN and _by_party(text, parties)):
            return None
        if kind == "yes_no" or claim(text) is not None:
            return settled(reading, parties, self._material)
        if reading.understood.probability < CERTAIN:
            return None
        match kind:
            case "reason":
                return reasons(reading, self._material)
            case "list":
                return points(reading, parties, self._material)
            case "comparison":
                return between_sources(reading, self._material)
            case "order":
                return in_order(reading, self._material)
            case "exact_words":
                return exact_words(reading, party_in(text, parties), self._material)
            case "chat":
                return self._help(reading)
            case "catalogue":
                return self._catalogue(reading)
            case "summary":
                return summing_up(reading, parties, self._material)
            case "identity":
                return self._material.quoted(self._identity(reading))
            case _:
                return None

    def _help(self, reading: Reading) -> Draft | None:
        """None where it names something that the documents speak of: "thanks, and the bridge?" is no thanks."""
        terms = about(reading)
        named = any(term.held for term in terms) and reading.judgement.verdict != "none"
        if named or not all(is_a_word(term.plain) for term in terms):
            return None
        return service_help(self._material.held(reading))

    def _catalogue(self, reading: Reading) -> Draft | None:
        """None where nothing is held of what it names, and the question may well have meant something else."""
        text, held = reading.query.text, self._material.held(reading)
        publishers, spans = set(), []
        for mention in self._retriever.mentions(text):
            issued = {entry.metadata.publisher for entry in held if entry.document_id in mention.documents}
            if len(issued) == 1 and all(
                entry.document_id in mention.documents for entry in held if entry.metadata.publisher in issued
            ):
                publishers |= issued
                spans.append((mention.start, mention.end))
        wanted = {term.plain for term in about(reading)}
        topic = [
            text[word.start : word.end]
            for word in words(text)
            if word.plain in wanted and not any(start <= word.start < end for start, end in spans)
        ]
        years = [word for word in topic if any((entry.metadata.date or "")[:4] == word for entry in held)]
        asking = Asking(
            text,
            " ".join(word for word in topic if word not in years),
            tuple(name for name in publishers if name),
            tuple(years),
        )
        if asking.topic and reading.understood.probability < _SURE and not self._mentioning(asking.topic):
            return None
        return catalogue(asking, held, self._mentioning)

    def _mentioning(self, topic: str) -> frozenset[str]:
        """The documents whose passages hold every telling word of a topic, in any form."""
        wanted = telling_stems(topic)
        found: dict[str, set[str]] = {}
        ids = [id for id, _ in self._stores.lexical.search([Part((topic,))], _MENTIONS)]
        for passage in self._stores.library.passages(ids).values():
            found.setdefault(passage.document_id, set()).update(wanted & text_stems(passage.text))
        return frozenset(id for id, stems in found.items() if stems == wanted)

    def _identity(self, reading: Reading) -> Sequence[Evidence]:
        terms = about(reading)
        name = frozenset(term.stem for term in terms)
        if not name or not all(term.held for term in terms) or not named_in(reading.evidence, name):
            return ()
        return identifying(name, reading.evidence, lambda some: self._material.rank(reading.asked.text, some))


def _by_party(text: str, parties: Parties) -> bool:
    """Whether a question sets parties against each other, or asks what some of them say."""
    return bool(parties.facing(text) or parties.named(actor(text) or ""))
