"""How many other documents hold what a citation says, and how many of them did not have it from one source.

Whether another sentence holds the point is judged strictly, for a point that is claimed to stand in several documents
and does not misleads more than one that is missed: it is near in vector, has most of the citation's words besides
names, every figure with its qualifier, every name and date, and says the same of them, not the contrary. Copies of
one text count once; so do the same words twice, and what two papers have from the same speaker.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering.citations import source_line
from rag.embedding.embedder import Vector
from rag.storage.lexical_index import LexicalIndex
from rag.storage.library import Library
from rag.storage.near_duplicates import groups
from rag.text.analysis import Told, tell
from rag.text.matching import fold
from rag.text.negation import polarity
from rag.text.opposites import opposites
from rag.text.tokens import numbered, telling_stems, text_stems, tokens
from rag.types import Citation, Corroboration, Metadata, Passage, Sentence

_PASSAGES = 8  # looked at for each citation, beside those that were found for the question
_SEARCHED = 10  # of its words, the rarest, by which a passage that says the same is looked for
_COSINE = 0.75
_COSINE_BESIDE_FIGURES = 0.66
_SHARED = 0.65  # of the citation's telling words that are neither names nor figures
_SHARED_BESIDE_FIGURES = 0.5
_FEWEST = 4  # telling words: what says less is part of many a sentence
_VERBATIM = 8  # words: so long a sentence is not written twice
_LOOSE = ("furniture", "heading", "question")


@dataclass(frozen=True, slots=True)
class _PassageSentences:
    """The sentences of one passage; `vectors` are unit length."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    vectors: Vector

    def text(self, place: int) -> str:
        sentence = self.sentences[place]
        return self.passage.text[sentence.start - self.passage.start : sentence.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class _Saying:
    """A sentence of a document, and who says it: its speaker, else its publisher."""

    document_id: str
    text: str
    speaker: str
    attributed: bool


def corroborated(
    citations: Sequence[Citation],
    passages: Iterable[str],
    library: Library,
    lexical: LexicalIndex,
    allowed: frozenset[str] | None = None,
) -> tuple[Citation, ...]:
    """The citations with their corroboration; `passages` are those that were found for the question.

    Only documents that are `allowed` count, None being all.
    """
    common = tuple(passages)
    also = {
        citation.marker: [
            id for id, _ in lexical.search(_rarest(citation.quote, lexical), _PASSAGES, allowed)
        ]
        for citation in citations
    }
    wanted = dict.fromkeys(
        [*common, *(id for ids in also.values() for id in ids), *(c.passage_id for c in citations)]
    )
    sentences = library.sentence_vectors(wanted)
    lots = {
        id: _PassageSentences(passage, *sentences[id])
        for id, passage in library.passages(wanted).items()
        if id in sentences
    }
    known = library.metadata({lot.passage.document_id for lot in lots.values()})
    return tuple(
        _with_corroboration(
            citation,
            [lots[id] for id in dict.fromkeys([*also[citation.marker], *common]) if id in lots],
            lots.get(citation.passage_id),
            known,
            library.source,
        )
        for citation in citations
    )


def _rarest(text: str, lexical: LexicalIndex) -> str:
    """The words of `text` that tell most of it: what says the same has most of them, and they are soon looked up."""
    found = sorted({token.plain for token in tokens(text) if token.tells})
    rarity = dict(zip(found, lexical.frequencies(found), strict=True))
    return " ".join(sorted(found, key=rarity.__getitem__)[:_SEARCHED])


def holds_point(own: str, other: str, cosine: float, other_speaker: str = "") -> bool:
    """Whether `other` says what `own` says; `cosine` is of their vectors."""
    ours = tell(own)
    if len(ours.stems) < _FEWEST:
        return False
    if cosine < (_COSINE_BESIDE_FIGURES if ours.figures else _COSINE):
        return False
    names = _names(ours)
    told = telling_stems(other)
    if not names <= told | text_stems(other_speaker):
        return False
    plain = ours.stems - names - numbered(ours.stems)
    needed = _SHARED_BESIDE_FIGURES if ours.figures else _SHARED
    if not plain or len(plain & told) < needed * len(plain):
        return False
    theirs = tell(other)  # last, for it takes longest and few come so far
    return _figures_held(ours, theirs) and _said_alike(ours, theirs)


def _figures_held(ours: Told, theirs: Told) -> bool:
    """Every figure with its qualifier, and every date as far as it is told."""
    return all(any(figure.says(other) for other in theirs.figures) for figure in ours.figures) and all(
        any(date.within(other, frozenset()) or other.within(date, frozenset()) for other in theirs.dates)
        for date in ours.dates
    )


def _names(told: Told) -> frozenset[str]:
    return frozenset(
        word.stem
        for name in told.names
        for word in told.words[name.first : name.last + 1]
        if word.tells and not (name.opens and name.first == name.last)
    )


def _said_alike(ours: Told, theirs: Told) -> bool:
    """As many denials, and no word that says the contrary of one in the other."""
    if len(polarity(ours).negators) != len(polarity(theirs).negators):
        return False
    return not any(opposites(stem) & (theirs.stems - ours.stems) for stem in ours.stems - theirs.stems)


def _with_corroboration(
    citation: Citation,
    near: Sequence[_PassageSentences],
    home: _PassageSentences | None,
    known: Mapping[str, Metadata],
    source: Callable[[str], str],
) -> Citation:
    place = _place(citation, home)
    if home is None or place is None:
        return citation
    own = _saying(home, place, known)
    same: dict[tuple[str, int], _Saying] = {}
    for lot in near:
        if lot.passage.document_id == citation.document_id:
            continue
        for at, cosine in enumerate((lot.vectors @ home.vectors[place]).tolist()):
            sentence = lot.sentences[at]
            if cosine < _COSINE_BESIDE_FIGURES or sentence.role in _LOOSE:
                continue
            text = lot.text(at)
            if holds_point(own.text, text, cosine, sentence.speaker or ""):
                same[lot.passage.document_id, sentence.start] = _saying(lot, at, known)
    if not same:
        return citation
    counted = _counted(own, list(same.values()), source)
    also = sorted({id for id, _ in same}, key=lambda each: (known[each].date or "9", each))
    named = tuple(source_line(known[id]) for id in also)
    return replace(citation, corroboration=replace(counted, also_in=named))


def _place(citation: Citation, home: _PassageSentences | None) -> int | None:
    """Which sentence of its passage a citation quotes."""
    sentences = home.sentences if home else ()
    return next((at for at, each in enumerate(sentences) if each.start <= citation.start < each.end), None)


def _saying(lot: _PassageSentences, at: int, known: Mapping[str, Metadata]) -> _Saying:
    publisher = known[lot.passage.document_id].publisher or ""
    speaker = lot.sentences[at].speaker or publisher
    return _Saying(lot.passage.document_id, lot.text(at), speaker, speaker != publisher)


def _counted(own: _Saying, same: Sequence[_Saying], source: Callable[[str], str]) -> Corroboration:
    """Other documents, and sources among them that are not the citation's own."""
    said = [own, *same]
    sources = {each.document_id: source(each.document_id) for each in said}
    leaders = groups(set(sources.values()), _from_one_source(said, sources))
    independent = {leaders[sources[each.document_id]] for each in same} - {leaders[sources[own.document_id]]}
    return Corroboration(len({each.document_id for each in same}), len(independent))


def _from_one_source(said: Sequence[_Saying], sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of sources that are one: with the same words; the same speaker in both; or one a paper that reports what
    the other says itself."""
    words: dict[str, str] = {}
    voices: dict[tuple[str, bool], list[str]] = {}
    for each in said:
        id = sources[each.document_id]
        if len(each.text.split()) >= _VERBATIM:
            yield words.setdefault(_letters(each.text), id), id
        if each.speaker:
            voices.setdefault((fold(each.speaker).casefold(), each.attributed), []).append(id)
    for (one, attributed), ones in voices.items():
        for (other, also), others in voices.items():
            if (attributed or also) and re.search(rf"\b{re.escape(one)}\b", other):
                yield from ((ones[0], id) for id in others)
                yield from ((id, others[0]) for id in ones)


def _letters(text: str) -> str:
    return "".join(character for character in fold(text).casefold() if character.isalnum())
