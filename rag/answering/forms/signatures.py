"""Who somebody is, by the lines with which he or she signs a paper: the name, and the office under it.

They are no part of what a paper says, so no passage has them. The office is quoted from the paper's text as it stands
there, led in by the name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.forms.material import Material
from rag.judging.reading import Reading
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import telling_stems, text_stems, words
from rag.types import Evidence, Sentence

_MOST = 2  # papers that are shown
_LONGEST = 10  # words of an office
_ROLES = lexicon.words("speaking_nouns", "role")
# Two lines, one under the other: a name, and an office that begins with a capital and is no sentence. A reader may have
# put a blank line between them.
_SIGNED = re.compile(
    r"^[^\S\n]*(?P<name>[^\n:]{3,60}?),?[^\S\n]*\n(?:[^\S\n]*\n)?"
    r"[^\S\n]*(?P<office>[A-Z][^\n:.?!@\d]{2,90}?)[^\S\n]*$",
    re.MULTILINE,
)


def signatures(name: Sequence[str], reading: Reading, material: Material) -> tuple[Evidence, ...]:
    """The offices under the signatures of the author whose name has these stems, the last of them being the
    surname."""
    found = []
    for entry in material.held(reading):
        author = words(entry.metadata.author or "")
        if not author or entry.metadata.text_type == "summary" or author[-1].stem not in name[-1:]:
            continue
        stems = frozenset(word.stem for word in author)
        if frozenset(name) <= stems:
            found += _under(entry.document_id, stems, reading, material)
    return tuple(found[:_MOST])


def _under(id: str, author: frozenset[str], reading: Reading, material: Material) -> list[Evidence]:
    """The office under the last signature of a document that has the author's name."""
    text = material.text(id)
    signed = [
        match
        for match in _overlapping(text)
        if text_stems(match["name"]) == author and _is_office(match["office"])
    ]
    said = sorted(material.sentences(reading, [id]), key=lambda each: each.sentence.start)
    if not signed or not said:
        return []
    start, end = signed[-1].span("office")
    beside = [each for each in said if each.sentence.start <= start][-1:] or said[:1]
    office = text[start:end]
    own = Sentence(start, end, speaker=beside[0].hit.metadata.author)
    return [replace(beside[0], sentence=own, text=office, stems=telling_stems(office))]


def _overlapping(text: str) -> list[re.Match[str]]:
    """Every pair of lines that may be a signature: the second line of one may be the first of the next."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return [match for start in starts if (match := _SIGNED.match(text, start))]


def _is_office(line: str) -> bool:
    found = line.split()
    return len(found) <= _LONGEST and any(word.strip(",;()").casefold() in _ROLES for word in found)
