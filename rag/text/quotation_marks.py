"""Find the quotations in a sentence, whichever quotation marks it uses."""

import re
from dataclasses import dataclass

_OPENERS = {"“": "”", "„": "”", "«": "»"}
_CLOSERS = "”»"
# ‘…’ or '…' around several words; a single word between such marks is more often an apostrophe's doing.
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\S)([^‘“”\"«»]*?\S\s[^“”\"«»]*?\S)[’'](?!\w)")
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\s?\.\s?\.)\s*")
_TAIL = re.compile(r"[.,;:!?]+$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` is the quotation with its marks, `inner` the text between them."""

    start: int
    end: int
    inner: str

    def pieces(self) -> list[str]:
        """The parts between the ellipses, in order."""
        return [piece for piece in _GAP.split(self.inner) if re.search(r"\w", piece)]


def quotations(text: str) -> list[Quotation]:
    """The quotations in order; a nested one is part of the outer one.

    An opening mark without a closing one quotes to the end of the text, a closing one alone from its beginning.
    """
    found: list[Quotation] = []
    opened: list[tuple[int, str]] = []
    straight = [match.start() for match in re.finditer('"', text)]
    for index, character in enumerate(text):
        if character in _OPENERS:
            opened.append((index, _OPENERS[character]))
        elif character in _CLOSERS:
            if opened:
                start, _ = opened.pop()
                if not opened:
                    found.append(_quotation(text, start, index + 1))
            else:
                found = [_quotation(text, 0, index + 1, unopened=True)]
        elif character == '"':
            straight.pop(0)
            if opened and opened[-1][1] == '"':
                start, _ = opened.pop()
                if not opened:
                    found.append(_quotation(text, start, index + 1))
            elif not straight and not opened and _only_closes(text, index):
                found = [_quotation(text, 0, index + 1, unopened=True)]
            else:
                opened.append((index, '"'))
    if opened:
        found = [each for each in found if each.start < opened[0][0]]
        found.append(_quotation(text, opened[0][0], len(text), unclosed=True))
    for match in _SINGLE.finditer(text):
        if not any(each.start < match.end() and match.start() < each.end for each in found):
            found.append(Quotation(match.start(), match.end(), match[1]))
    return sorted((each for each in found if re.search(r"\w", each.inner)), key=lambda each: each.start)


def without_tail(inner: str) -> tuple[str, str]:
    """A quotation without its final punctuation, and that punctuation."""
    tail = _TAIL.search(inner)
    return (inner[: tail.start()], tail.group()) if tail else (inner, "")


def open_marks(text: str) -> bool:
    """Whether a double quotation mark stands open at the end of `text`."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _only_closes(text: str, index: int) -> bool:
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return bool(before.strip()) and not after.strip(" .,;:!?)]")


def _quotation(text: str, start: int, end: int, unopened: bool = False, unclosed: bool = False) -> Quotation:
    return Quotation(start, end, text[start if unopened else start + 1 : end if unclosed else end - 1])
