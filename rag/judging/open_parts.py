"""Which parts of a question a chat model may say are not in the documents.

It may not name anything: a part stands word for word in the question as typed, and is not all of it. And our own judge
must not be sure of the contrary. What it finds well answered is told as the model's view alone; else the part is
missing, and the answer partial.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rag.judging.reading import Reading
from rag.text.tokens import words

# The probability that a part is answered from which our judge contradicts the model. Above what makes an answer whole
# (`weights.ANSWERED`), because the model has read the sentences too.
SURE = 0.75


@dataclass(frozen=True, slots=True)
class OpenParts:
    """Parts of a question in quotation marks: those that a model `named`, and of them those that are `missing`."""

    named: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def open_parts(parts: Iterable[str], reading: Reading) -> OpenParts:
    """What is made of the parts that a model found no sentence for: each is judged as the part of ours that holds it,
    or as the whole question."""
    asked = _plain(reading.query.text)
    named: dict[str, bool] = {}
    for part in parts:
        found = _plain(part)
        own = next((each for each in reading.parts if _within(found, _plain(each.query.text))), reading)
        known = own is not reading and own.judgement.verdict != "answered"  # our answer says so already
        if 1 < len(found) < len(asked) and _within(found, asked) and not known:
            named[f"“{' '.join(part.split())}”"] = own.judgement.probability < SURE
    return OpenParts(tuple(named), tuple(part for part, open_ in named.items() if open_))


def _within(part: list[str], whole: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _plain(text: str) -> list[str]:
    return [word.plain for word in words(text)]
