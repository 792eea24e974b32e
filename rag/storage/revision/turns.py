"""Which question an answer belongs to, in a text whose sentences have their speakers."""

from collections.abc import Iterator, Sequence

from rag.types import Sentence

_FEWEST = 3  # turns of somebody who asks
_LONGEST = 3  # sentences of a question
_ASKING = 0.5  # of these, the least share that ends in a question mark


def questions_of_answers(sentences: Sequence[Sentence], texts: Sequence[str]) -> dict[int, range]:
    """For each sentence of an answer, by number, the sentences of its question; `texts` are those of the sentences.

    A question is a turn that ends in a question mark, or any of somebody who mostly asks («The review says 14.»); its
    answer is what another says in direct speech below it, or whatever stands below a sentence of the role `question`.
    """
    turns = list(_turns(sentences))
    asked = [texts[last].endswith("?") for _, last in turns]
    askers = _askers(sentences, turns, asked)
    found: dict[int, range] = {}
    for number, (first, last) in enumerate(turns[:-1]):
        is_question = asked[number] or _voice(sentences[first]) in askers
        answer, end = turns[number + 1]
        direct = any(each.manner == "direct" for each in sentences[answer : end + 1])
        direct = direct or sentences[last].role == "question"
        if is_question and direct and answer == last + 1:
            found.update(dict.fromkeys(range(answer, end + 1), _question(sentences, first, last)))
    return found


def _question(sentences: Sequence[Sentence], first: int, last: int) -> range:
    """The end of a turn that asks: its last few sentences within one paragraph."""
    opening = last
    while opening > first and last - opening + 1 < _LONGEST:
        if sentences[opening].start - sentences[opening - 1].end > 1:
            break  # a blank line
        opening -= 1
    return range(opening, last + 1)


def _turns(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The first and the last sentence of each run that one voice says, without headings and furniture."""
    first: int | None = None
    for number, each in enumerate(sentences):
        spoken = each.role in ("body", "item", "question")
        if first is not None and not (spoken and _same_turn(each, sentences[first])):
            yield first, number - 1
            first = None
        if spoken and first is None:
            first = number
    if first is not None:
        yield first, len(sentences) - 1


def _same_turn(one: Sentence, other: Sentence) -> bool:
    asks = (one.role == "question", other.role == "question")
    return _voice(one) == _voice(other) and asks[0] == asks[1]


def _voice(sentence: Sentence) -> str | None:
    """Who says a sentence, or passes it on."""
    return sentence.said_via if sentence.manner == "reported" and sentence.said_via else sentence.speaker


def _askers(
    sentences: Sequence[Sentence], turns: Sequence[tuple[int, int]], asked: Sequence[bool]
) -> set[str | None]:
    counts: dict[str | None, list[bool]] = {}
    for (first, _), asks in zip(turns, asked, strict=True):
        counts.setdefault(_voice(sentences[first]), []).append(asks)
    return {
        voice for voice, held in counts.items() if len(held) >= _FEWEST and sum(held) >= _ASKING * len(held)
    }
