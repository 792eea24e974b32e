"""Neutralises characters that would break a file or change the text that follows, without hiding them."""

import re
import unicodedata

# XML 1.0 has no place for these, not even escaped; the second range is controls that show nothing.
_IMPOSSIBLE = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f]")
_BREAKS = re.compile(r"[ \t]*[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+[ \t]*")
_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def one_line(text: str) -> str:
    """`text` on one line: line breaks become spaces, characters that no file can hold become U+FFFD, and open
    changes of direction are closed, so that they do not affect what follows."""
    line = _IMPOSSIBLE.sub("\ufffd", _BREAKS.sub(" ", text))
    closers = _closers(line)
    # The mark that ends a quotation is ours, and stands outside of what is turned.
    return f"{line[:-1]}{closers}”" if line.endswith("”") else line + closers


def runs_leftward(text: str) -> bool:
    """Does the first letter that has a direction belong to a script written from right to left?"""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _closers(line: str) -> str:
    """The marks that close open changes of direction, as the Unicode bidirectional algorithm pairs them."""
    opened: list[str] = []
    for character in line:
        if character in _EMBEDDINGS:
            opened.append(_END_OF_EMBEDDING)
        elif character in _ISOLATES:
            opened.append(_END_OF_ISOLATE)
        elif character == _END_OF_EMBEDDING and opened[-1:] == [_END_OF_EMBEDDING]:
            opened.pop()
        elif character == _END_OF_ISOLATE and _END_OF_ISOLATE in opened:
            # The end of an isolate also ends every embedding opened within it.
            while opened.pop() != _END_OF_ISOLATE:
                pass
    return "".join(reversed(opened))
