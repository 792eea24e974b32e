"""The sentence splitter.

sentencex (Wikimedia) knows abbreviations, but keeps a quotation in one piece however many sentences it holds, and looks
for the end of each quotation in all that follows, which takes quadratic time. It therefore gets the text without
quotation marks and backticks, apostrophes aside; each mark is given to its sentence afterwards.
"""

import re
from itertools import pairwise

import sentencex

_MARKS = re.compile("[\"“”„«»‘`]|(?<![\\w.,!?…])'")
_CLOSING = "\"”»’')]"
# The mark of a footnote, or its figure: «It was shut.* It is open now.», «“It was shut.”1 It is open now.»
_NOTE = re.compile(r"[*†‡§]+(?=\s|$)|\d{1,3}(?=\s+[A-ZÀ-Þ“‘\"]|\s*$)")
# «It was shut.1 It is open now.»; «para.3 The» and «v.2 The» are no ends of sentences.
# Attribution puts private characters in the place of a quotation.
_FIGURE = re.compile(r"(?:[^\W\d_A-Z]{5}|[\"”’)\]\ue000\ue001])\.\d{1,3}(?=\s+[A-ZÀ-Þ“‘\"])")
_ONLY_MARKS = re.compile(r"[*†‡§\s]+")


def spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, as offsets into `text`, without the blanks around them.

    A paragraph never shares a sentence with the next: callers pass one paragraph at a time.
    """
    end = len(text) if end is None else end
    block = text[start:end]
    told = sentencex.get_sentence_boundaries("en", _MARKS.sub(" ", block))
    ends_found = {_hand_over_marks(block, int(sentence["end_index"])) for sentence in told}
    ends_found.update(match.end() for match in _FIGURE.finditer(block))
    cuts = [0]
    for cut in sorted(ends_found):
        # «"Yes!" he cried.» is one sentence.
        if cut > cuts[-1] and not block[cut:].lstrip()[:1].islower():
            cuts.append(cut)
    if cuts[-1] < len(block):
        cuts.append(len(block))
    found: list[tuple[int, int]] = []
    for left, right in pairwise(cuts):
        piece = block[left:right]
        if not piece.strip():
            continue
        lead = len(piece) - len(piece.lstrip())
        begins, ends = start + left + lead, start + left + len(piece.rstrip())
        if found and _ONLY_MARKS.fullmatch(piece):
            found[-1] = (found[-1][0], ends)
        else:
            found.append((begins, ends))
    return found


def _hand_over_marks(block: str, cut: int) -> int:
    """Move a boundary so that closing marks stay with the sentence before and opening ones with the next."""
    while cut > 0 and (block[cut - 1].isspace() or _MARKS.match(block[cut - 1])):
        cut -= 1
    while cut < len(block) and block[cut] in _CLOSING:
        cut += 1
    note = _NOTE.match(block, cut)
    return cut if note is None else note.end()
