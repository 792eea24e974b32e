"""Candidates for questions to begin with, of several sorts, made of what the documents speak of; none is tried yet."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.overviews.claimants import CLAIMING_WORKS, Claimant, Told
from rag.overviews.question_forms import questions
from rag.parties.parties import Party
from rag.text.tokens import FUNCTION, REPORTING
from rag.types import Citation, Document, Sentence

_FEW = 3  # documents
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MEASURES = frozenset(
    "years months weeks days hours minutes seconds metres miles pounds euros dollars pence times pages percentage "
    "points kilometres feet tonnes others its was has this is his several many such various certain".split()
)
# What follows a plural and not a verb: "agency workers are", "agency workers." but not "the company expects to".
_AFTER_PLURAL = re.compile(
    r"\s*(?:[.,;:!?)]|$|(?:who|whose|are|were|have|had|do|did|and|or|of|can|could|will|would|must)\b)"
)
# Forms that are mostly verbs or adverbs: a phrase with one at either end names nothing.
_NOT_A_THING = re.compile(r"(?:ed|ing|ly)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and whether the first citation of its answer is such as it should be."""

    question: str
    fits: Callable[[Citation], bool] = lambda _: True


def responses(
    works: Iterable[tuple[Claimant, Sequence[Told]]], parties: Sequence[Party], names: Mapping[str, str]
) -> Iterator[Candidate]:
    """How each party answered each work that claims something."""
    for claimant, _ in works:
        for party in parties:
            if party.speakers & claimant.people or party is claimant.party:
                continue
            question = f"How did {names[party.key]} respond to {_called(claimant)}?"
            yield Candidate(question, _spoken_by(party))


def tellings(works: Iterable[tuple[Claimant, Sequence[Told]]]) -> Iterator[Candidate]:
    for claimant, told in works:
        for verb in ("conclude", "recommend", "criticise"):  # whatever a work asserts, it concludes
            question = f"What does {_called(claimant)} {verb}?"
            yield Candidate(question, _among(told))


def _called(claimant: Claimant) -> str:
    """ "the Tallow Pryce review", "the Audit Office report", "the study by Jo Hill"."""
    name = claimant.name.removeprefix("The ").removeprefix("the ")
    first, *rest = name.split()
    if rest and first.lower() in CLAIMING_WORKS:
        return " ".join(("the", first.lower(), *rest))
    return f"the {name}" if name.split()[-1].lower() in CLAIMING_WORKS else f"the {name} report"


def stated(documents: Sequence[Document]) -> Iterator[Candidate]:
    """What single statements answer, of one document after the other; the answer must begin with that statement."""
    lots = [_of_one(document) for document in documents]
    while lots:
        lot = lots.pop(0)
        candidate = next(lot, None)
        if candidate is not None:
            yield candidate
            lots.append(lot)


def _of_one(document: Document) -> Iterator[Candidate]:
    for sentence in document.sentences:
        if sentence.role in ("body", "item"):
            for question in questions(document.text[sentence.start : sentence.end]):
                yield Candidate(question, _standing_in(document, sentence))


def _spoken_by(party: Party) -> Callable[[Citation], bool]:
    return lambda first: first.speaker in party.speakers


def _among(told: Sequence[Told]) -> Callable[[Citation], bool]:
    """That what a work asserts comes first, and not what is said of the work."""
    return lambda first: any(
        each.document.id == first.document_id and each.sentence.start <= first.start < each.sentence.end
        for each in told
    )


def _standing_in(document: Document, sentence: Sentence) -> Callable[[Citation], bool]:
    return lambda first: first.document_id == document.id and sentence.start <= first.start < sentence.end


def sayings(
    parties: Iterable[Party],
    names: Mapping[str, str],
    documents: Sequence[Document],
    spoken_of: Counter[str],
    taken: set[str],
) -> Iterator[Candidate]:
    """What each party says about what it shares with a few documents; a phrase is taken once."""
    for party in parties:
        own: set[str] = set()
        for document in documents:
            for sentence in document.sentences:
                if sentence.speaker in party.speakers:
                    own |= set(_pairs(document.text[sentence.start : sentence.end]))
        # What everybody speaks of tells least.
        ranked = sorted(
            own - taken, key=lambda phrase: (spoken_of[phrase] > _FEW, -spoken_of[phrase], phrase)
        )
        for phrase in ranked[:2]:
            if spoken_of[phrase] > 1:
                taken.add(phrase)
                question = f"What did {names[party.key]} say about {phrase}?"
                yield Candidate(question, _spoken_by(party))


def shared(spoken_of: Counter[str]) -> list[str]:
    ranked = sorted(spoken_of.items(), key=lambda item: (-item[1], item[0]))
    return [phrase for phrase, documents in ranked if documents > 1]


def phrases(documents: Iterable[Document]) -> Counter[str]:
    """Pairs of words that name something, and how many documents have each."""
    counted: Counter[str] = Counter()
    for document in documents:
        spans = (
            document.text[each.start : each.end] for each in document.sentences if each.role != "furniture"
        )
        counted.update({pair for text in spans for pair in _pairs(text)})
    return counted


def _pairs(text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))
    for first, second in pairwise(words):
        joined = text[first.end() : second.start()] == " " and _AFTER_PLURAL.match(text, second.end())
        if (
            joined
            and _names(first[0])
            and not first[0].endswith("s")
            and _names(second[0])
            and second[0][-1] == "s"
        ):
            yield f"{first[0]} {second[0]}"


def _names(word: str) -> bool:
    return (
        word.islower()
        and len(word) > 3
        and word not in FUNCTION
        and word not in REPORTING
        and word not in _MEASURES
        and not _NOT_A_THING.search(word)
    )


def with_article(name: str, documents: Iterable[Document]) -> str:
    """ "the Local Government Association", "Ofsted": as the documents themselves mostly put it."""
    bare = articled = 0
    for document in documents:
        bare += document.text.count(name)
        articled += document.text.count(f"the {name}") + document.text.count(f"The {name}")
    return f"the {name}" if 2 * articled > bare else name


def is_name(party: str) -> bool:
    """Whether a party is called by a name, which a question can use as it stands."""
    return all(word[:1].isupper() or word in ("of", "and", "for", "the") for word in party.split())
