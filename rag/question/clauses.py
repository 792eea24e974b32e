"""Split a question into what it asks of each source that it names, and into the several things that it asks.

"Does the Herald's article on rents claim …, while the Gazette's report of 7 October 2023 discusses …": searching the
Herald for the Gazette's topic finds the wrong passage, and a passage that fully answers one of three clauses is worth
more than one that shares a word with each.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import WORD

# Where one part of a question ends and the next begins.
_JOINTS = re.compile(
    rf"[,;:?]|\b(?:{lexicon.alternatives(lexicon.words('question_joints'))})\b", re.IGNORECASE
)
_SHORTEST = 3  # content words; a shorter part says too little to be searched by itself
_ORDINARY = lexicon.words("question_fillers")


def telling(text: str) -> str:
    """`text` without the words that any question may have."""
    return " ".join(word for word in WORD.findall(text) if word.casefold() not in _ORDINARY)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with these spans replaced by blanks, so that all other offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def parts_around(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """One part of `text` around each of `spans` (sorted, not overlapping), cut at the last joint between two."""
    cuts = [0]
    for (_, end), (start, _) in pairwise(spans):
        joints = [joint.start() for joint in _JOINTS.finditer(text, end, start)]
        cuts.append(joints[-1] if joints else start)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def clauses(text: str) -> list[str]:
    """The content words of each part of a question, in order; a short part is joined to the next."""
    found: list[str] = []
    gathered = ""
    for piece in _JOINTS.split(text):
        gathered = f"{gathered} {telling(piece)}".strip()
        if gathered.count(" ") + 1 >= _SHORTEST:
            found.append(gathered)
            gathered = ""
    if gathered and found:
        found[-1] += f" {gathered}"
    elif gathered:
        found.append(gathered)
    return found
