"""What is held and what it mentions: a question for the catalogue, over the papers that are held."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.answering.catalogue import catalogue, made_by
from rag.answering.compose import Draft
from rag.answering.forms.material import Material, surest
from rag.answering.forms.papers.mentions import Texts
from rag.judging.reading import Reading
from rag.question.analysis import Wants
from rag.question.catalogue_query import catalogue_query
from rag.question.catalogue_words import joined, written_by
from rag.retrieval.retriever import Retriever
from rag.storage.catalogue import CatalogueEntry, passes
from rag.storage.lexical_index import QueryPart
from rag.storage.stores import Stores
from rag.text.tokens import telling_stems, tokens, words

_MENTIONS = 40  # passages looked at for the other forms of a word, and for words together
_SEVERAL = 2  # telling words
_SURE = 0.8
# "When will the review be published" asks what papers tell of it; "when was the oldest paper on it published" what is
# held.
_OF_THE_MATTER: tuple[Wants, ...] = ("date", "who", "where", "reason")
_AGES = frozenset({"newest", "oldest"})


class Holdings:
    """Answers from the catalogue of one set of stores."""

    def __init__(self, stores: Stores, retriever: Retriever, material: Material) -> None:
        self._stores = stores
        self._retriever = retriever
        self._material = material

    def draft(self, reading: Reading) -> Draft | None:
        """None where the question may well have meant something else: nothing is held of what it names, or a sentence
        answers it."""
        text, held = reading.query.text, self._material.held(reading)
        query = catalogue_query(text, self._publishers(text, held))
        own, makers = made_by(written_by(text, *query.mentioned) if len(query.mentioned) == 1 else "", held)
        if own:
            query, held = replace(query, mentioned=()), own
        texts = Texts(
            lambda phrase: self._counts(phrase, reading), self._forms, lambda phrase: self._together(phrase)
        )
        if query.mentioned and not query.certain:
            answered = reading.judgement.verdict == "answered"
            told = answered and surest(reading) is not None
            if told and reading.asked.wants in _OF_THE_MATTER and not query.wanted & _AGES:
                return None
            unsure = reading.understood.probability < _SURE
            if unsure and (answered or not any(map(texts.counts, query.mentioned))):
                return None
        if query.treated and not any(_is_held(phrase, texts) for phrase in query.mentioned):
            return None  # the papers may treat of it in other words
        undated = replace(reading.query.filters, date_from=None, date_to=None, as_of=None)
        total = sum(passes(entry, undated) for entry in self._stores.library.catalogue())
        of = total if query.dated or own else None
        return catalogue(query, held, texts, of, " or ".join(makers))

    def _publishers(self, text: str, held: Sequence[CatalogueEntry]) -> list[tuple[tuple[int, int], str]]:
        """The publishers all of whose documents a name in the question stands for, and where."""
        named = []
        for mention in self._retriever.mentions(text):
            issued = {entry.metadata.publisher for entry in held if entry.document_id in mention.documents}
            whole = all(
                entry.document_id in mention.documents for entry in held if entry.metadata.publisher in issued
            )
            typed = text[mention.start : mention.end]
            wrote = any(_wrote(typed, entry) for entry in held if entry.document_id in mention.documents)
            if len(issued) == 1 and whole and not wrote and (name := issued.pop()):
                named.append(((mention.start, mention.end), name))
        return named

    def _counts(self, phrase: str, reading: Reading) -> Mapping[str, int]:
        return self._retriever.literal.counts(phrase, reading.query.filters)

    def _forms(self, phrase: str) -> list[str]:
        """The other forms of a phrase's last word that documents hold, in its place."""
        last = words(phrase)[-1:]
        if not last:
            return []
        ids = [id for id, _ in self._stores.lexical.search([QueryPart((last[0].plain,))], _MENTIONS)]
        seen = {
            token.plain
            for passage in self._stores.library.passages(ids).values()
            for token in tokens(passage.text)
            if token.stem == last[0].stem and token.plain != last[0].plain
        }
        return [f"{phrase[: last[0].start]}{form}" for form in sorted(seen)]

    def _together(self, phrase: str) -> set[str]:
        """The documents of which one passage has all telling words of a phrase, where it is no name."""
        typed = [word for word in words(phrase) if word.tells]
        if len(typed) < _SEVERAL or any(word.capital for word in typed):
            return set()
        ids = [id for id, _ in self._stores.lexical.search([QueryPart((w.plain,)) for w in typed], _MENTIONS)]
        passages = self._stores.library.passages(ids).values()
        # "Training" is no "train", though their stem is one.
        wanted = {_singular(word.plain) for word in typed}
        return {
            each.document_id
            for each in passages
            if wanted <= {_singular(token.plain) for token in tokens(each.text)}
        }


def _is_held(phrase: str, texts: Texts) -> bool:
    """Does any document hold a phrase, a part of "A or B", or its words together?"""
    parts = (phrase, *joined(phrase)[0])
    return any(texts.counts(part) for part in parts) or bool(texts.together(phrase))


def _singular(plain: str) -> str:
    return plain.removesuffix("s")


def _wrote(name: str, entry: CatalogueEntry) -> bool:
    """Is whoever is called so its author and not its publisher?"""
    typed, metadata = telling_stems(name), entry.metadata
    return typed <= telling_stems(metadata.author) and not typed <= telling_stems(metadata.publisher)
