"""Answers for kinds of question that have a form of their own: what is held, help, a summary, who somebody is.

A form is used only where the kind is certain enough and what is asked about resolves to something held; otherwise the
question is answered plainly.
"""

import re
from collections.abc import Sequence

from rag.answering import summary
from rag.answering.catalogue import Asking, catalogue
from rag.answering.compose import Draft, Pages, Writer
from rag.answering.help import service_help
from rag.answering.identity import identifying, named_in
from rag.judging.reading import Reader, Reading
from rag.parties.parties import Parties, Party
from rag.question.analysis import Term
from rag.question.kind import CERTAIN, is_a_word, subject
from rag.retrieval.retriever import Retriever
from rag.storage.catalogue import CatalogueEntry, passes
from rag.storage.lexical_index import Part
from rag.storage.stores import Stores
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import telling_stems, text_stems, words
from rag.types import Evidence, Hit

_READ = 60  # passages from the start of a document
_MENTIONS = 2000  # passages looked at for the documents that mention something
_SUMMARISED = 6
_PARTIES = 6
_SURE = 0.8
_KIND_OF = {
    entry.word: entry.values["kind"] for entry in lexicon.entries("document_words") if "kind" in entry.values
}
_ONE = frozenset(word for word in _KIND_OF if f"{word}s" in _KIND_OF)  # "the report" is one of them
_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_]{3})s\b")


class ByKind:
    """Composes the forms over one set of stores."""

    def __init__(self, stores: Stores, retriever: Retriever, reader: Reader, quoted_characters: int) -> None:
        self._stores = stores
        self._retriever = retriever
        self._reader = reader
        self._quoted_characters = quoted_characters

    def draft(self, reading: Reading, parties: Parties) -> Draft | None:
        """The answer in the form of the question's kind; None where it is to be answered plainly."""
        if reading.understood.probability < CERTAIN or reading.parts:
            return None
        match reading.understood.kind:
            case "chat":
                return self._help(reading)
            case "catalogue":
                return self._catalogue(reading)
            case "summary":
                return self._quoted(self._summary(reading, parties))
            case "identity":
                return self._quoted(self._identity(reading))
            case _:
                return None

    def _held(self, reading: Reading) -> list[CatalogueEntry]:
        filters = reading.query.filters
        return [entry for entry in self._stores.library.catalogue() if passes(entry, filters)]

    def _help(self, reading: Reading) -> Draft | None:
        """None where it names something that the documents speak of: "thanks, and the bridge?" is no thanks."""
        about = _about(reading)
        named = any(term.held for term in about) and reading.judgement.verdict != "none"
        if named or not all(is_a_word(term.plain) for term in about):
            return None
        return service_help(self._held(reading))

    def _catalogue(self, reading: Reading) -> Draft | None:
        """None where nothing is held of what it names, and the question may well have meant something else."""
        text, held = reading.query.text, self._held(reading)
        publishers, spans = set(), []
        for mention in self._retriever.mentions(text):
            issued = {entry.metadata.publisher for entry in held if entry.document_id in mention.documents}
            if len(issued) == 1 and all(
                entry.document_id in mention.documents for entry in held if entry.metadata.publisher in issued
            ):
                publishers |= issued
                spans.append((mention.start, mention.end))
        wanted = {term.plain for term in _about(reading)}
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

    def _summary(self, reading: Reading, parties: Parties) -> Sequence[Evidence]:
        """What is summed up: documents that are named, a party, or everything; nothing where it is another topic."""
        held = self._held(reading)
        documents, party = self._meant(reading, held), _party_in(reading.query.text, parties)
        called = any(word.plain in _KIND_OF for word in words(reading.query.text))
        if party is not None and not (documents and called):
            return self._of_party(reading, party)
        about = _about(reading)
        if not documents and any(len(held) > 1 or not term.held for term in about):
            return ()  # it is about something else than all that is held
        if not documents:
            spoken = [each.documents for each in parties.disputants()[:_PARTIES]]
            documents = summary.central(held, spoken) if len(held) > 1 else held
        if len(documents) > 1:
            told = summary.central(documents, [])
            return summary.of_several([self._sentences(reading, entry) for entry in told])

        def speaks(speaker: str | None) -> str | None:
            found = parties.of(speaker)
            return found.key if found else None

        return summary.of_document(self._sentences(reading, documents[0]), speaks) if documents else ()

    def _meant(self, reading: Reading, held: Sequence[CatalogueEntry]) -> list[CatalogueEntry]:
        """The documents that a question names, of the kind that it names; one of them where it says "the report"."""
        text = reading.query.text
        plain = [word.plain for word in words(text)]
        kinds = {_KIND_OF[word] for word in plain if word in _KIND_OF}
        named = self._retriever.named(text)
        found = [entry for entry in held if entry.document_id in named]
        found = [entry for entry in found if entry.metadata.kind in kinds] or found
        order = {hit.passage.document_id: -number for number, hit in reversed(list(enumerate(reading.hits)))}
        if not found and kinds:
            found = [e for e in held if e.metadata.kind in kinds and e.document_id in order]
        if len(found) > 1 and any(word in _ONE for word in plain):
            found = [max(found, key=lambda entry: order.get(entry.document_id, -len(order)))]
        return found

    def _of_party(self, reading: Reading, party: Party) -> list[Evidence]:
        heard = sorted(filter(reading.query.filters.hears, party.speakers))
        found = [
            each
            for each in self._sentences_of(reading, sorted(party.documents))
            if each.sentence.speaker in heard and each.sentence.role in ("body", "item")
        ]
        best = self._reader.rank(reading.asked.text, found)[:_SUMMARISED]
        return sorted(best, key=lambda each: (each.hit.metadata.date or "9", each.sentence.start))

    def _identity(self, reading: Reading) -> Sequence[Evidence]:
        about = _about(reading)
        name = frozenset(term.stem for term in about)
        if not name or not all(term.held for term in about) or not named_in(reading.evidence, name):
            return ()
        return identifying(name, reading.evidence, lambda some: self._reader.rank(reading.asked.text, some))

    def _sentences(self, reading: Reading, entry: CatalogueEntry) -> tuple[Evidence, ...]:
        return self._sentences_of(reading, [entry.document_id])

    def _sentences_of(self, reading: Reading, documents: Sequence[str]) -> tuple[Evidence, ...]:
        """The sentences at the beginning of these documents."""
        library = self._stores.library
        known = library.metadata(documents)
        passages = [
            passage
            for id in documents
            for passage in sorted(
                library.passages(library.passage_ids([id])).values(), key=lambda each: each.start
            )[:_READ]
        ]
        hits = [Hit(passage, known[passage.document_id], 1.0) for passage in passages]
        return self._reader.sentences(reading, hits)

    def _quoted(self, evidence: Sequence[Evidence]) -> Draft | None:
        """These sentences as they are, each cited; None where there are none."""
        if not evidence:
            return None
        pages: Pages = {
            id: self._stores.library.pages(id) for id in {each.hit.passage.document_id for each in evidence}
        }
        writer = Writer(pages, self._quoted_characters)
        for each in evidence:
            writer.quote(each)
        return Draft("answered", tuple(writer.sentences), tuple(writer.citations))


def _party_in(text: str, parties: Parties) -> Party | None:
    """The first party that a question names; "the unions side" is typed for "the union's side"."""
    named = parties.named(text) or parties.named(_LOST_APOSTROPHE.sub("'s", text))
    return named[0] if named else None


def _about(reading: Reading) -> tuple[Term, ...]:
    """What the question is about, in terms."""
    return subject(reading.asked, reading.understood.kind)
