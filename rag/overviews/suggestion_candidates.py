"""Candidates for suggested questions, of several kinds, built from the documents; none has been tried yet."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.overviews.claimants import CLAIMING_WORKS, Claimant, ClaimMention
from rag.overviews.question_forms import questions
from rag.parties.parties import Party
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, REPORTING
from rag.types import Citation, Document, Sentence

_FEW = 3  # documents
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TOPICLESS = lexicon.words("topicless_nouns")
# What can follow a plural noun but not a verb: "agency workers are", not "the company expects to".
_AFTER_PLURAL = re.compile(
    r"\s*(?:[.,;:!?)]|$|(?:"
    rf"{lexicon.alternatives(lexicon.words('plural_followers') | lexicon.words('modals'))})\b)"
)
# Endings that are mostly verbs or adverbs: a phrase that begins or ends with one names nothing.
_LONG = 5  # letters; shorter words of a name are small anyway
_NOT_A_THING = re.compile(r"(?:ed|ing|ly)$")


@dataclass(frozen=True, slots=True)
class SuggestionCandidate:
    """A question, and a test that the first citation of its answer must pass."""

    question: str
    fits: Callable[[Citation], bool] = lambda _: True


def responses(
    works: Iterable[tuple[Claimant, Sequence[ClaimMention]]],
    parties: Sequence[Party],
    names: Mapping[str, str],
) -> Iterator[SuggestionCandidate]:
    """How each party responded to each work."""
    for claimant, _ in works:
        for party in parties:
            if party.speakers & claimant.people or party is claimant.party:
                continue
            question = f"How did {names[party.key]} respond to {_called(claimant)}?"
            yield SuggestionCandidate(question, _spoken_by(party))


def assertions(works: Iterable[tuple[Claimant, Sequence[ClaimMention]]]) -> Iterator[SuggestionCandidate]:
    """What each work concludes, recommends and criticises."""
    for claimant, mentions in works:
        for verb in ("conclude", "recommend", "criticise"):
            question = f"What does {_called(claimant)} {verb}?"
            yield SuggestionCandidate(question, _among(mentions))


def _called(claimant: Claimant) -> str:
    """A work as a question names it: "the Audit Office report", "the study by Jo Hill", "“Clean streets for all”"."""
    name = claimant.name.removeprefix("The ").removeprefix("the ")
    first, *rest = name.split()
    if rest and rest[0].islower() and first.lower() in CLAIMING_WORKS:  # not "Audit Office"
        return " ".join(("the", first.lower(), *rest))
    if name.split()[-1].lower() in CLAIMING_WORKS:
        return f"the {name}"
    # A title has small words of its own; the name of whoever publishes has capitals.
    titled = claimant.party is None and any(word.islower() and len(word) >= _LONG for word in rest)
    return f"“{claimant.name}”" if titled else f"the {name} report"


def stated(documents: Sequence[Document]) -> Iterator[SuggestionCandidate]:
    """Questions that one statement answers, taken from each document in turn; the answer must start with it."""
    lots = [_of_one(document) for document in documents]
    while lots:
        lot = lots.pop(0)
        candidate = next(lot, None)
        if candidate is not None:
            yield candidate
            lots.append(lot)


def _of_one(document: Document) -> Iterator[SuggestionCandidate]:
    for sentence in document.sentences:
        if sentence.role in ("body", "item"):
            for question in questions(document.text[sentence.start : sentence.end]):
                yield SuggestionCandidate(question, _standing_in(document, sentence))


def _spoken_by(party: Party) -> Callable[[Citation], bool]:
    return lambda first: first.speaker in party.speakers


def _among(mentions: Sequence[ClaimMention]) -> Callable[[Citation], bool]:
    """The first citation must be an assertion of the work, not a statement about it."""
    return lambda first: any(
        each.document.id == first.document_id and each.sentence.start <= first.start < each.sentence.end
        for each in mentions
    )


def _standing_in(document: Document, sentence: Sentence) -> Callable[[Citation], bool]:
    return lambda first: first.document_id == document.id and sentence.start <= first.start < sentence.end


def sayings(
    parties: Iterable[Party],
    names: Mapping[str, str],
    documents: Sequence[Document],
    spoken_of: Counter[str],
    taken: set[str],
) -> Iterator[SuggestionCandidate]:
    """What each party says about a topic that a few documents share; each phrase is used once."""
    for party in parties:
        own: set[str] = set()
        for document in documents:
            for sentence in document.sentences:
                if sentence.speaker in party.speakers:
                    own |= set(_pairs(document.text[sentence.start : sentence.end]))
        # A topic of many documents is less specific.
        ranked = sorted(
            own - taken, key=lambda phrase: (spoken_of[phrase] > _FEW, -spoken_of[phrase], phrase)
        )
        for phrase in ranked[:2]:
            if spoken_of[phrase] > 1:
                taken.add(phrase)
                question = f"What did {names[party.key]} say about {phrase}?"
                yield SuggestionCandidate(question, _spoken_by(party))


def shared(spoken_of: Counter[str]) -> list[str]:
    """The phrases of several documents, the most frequent first."""
    ranked = sorted(spoken_of.items(), key=lambda item: (-item[1], item[0]))
    return [phrase for phrase, documents in ranked if documents > 1]


def phrases(documents: Iterable[Document]) -> Counter[str]:
    """Noun phrases of two words, with the number of documents that contain each."""
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
        and word not in _TOPICLESS
        and not _NOT_A_THING.search(word)
    )


def with_article(name: str, documents: Iterable[Document]) -> str:
    """The name as the documents mostly write it, with or without "the"."""
    bare = articled = 0
    for document in documents:
        bare += document.text.count(name)
        articled += document.text.count(f"the {name}") + document.text.count(f"The {name}")
    return f"the {name}" if 2 * articled > bare else name


def is_name(party: str) -> bool:
    """Whether a party has a proper name, which a question can use unchanged."""
    return all(word[:1].isupper() or word in ("of", "and", "for", "the") for word in party.split())
