"""Cleaning of text before a `Document` is made; no character changes afterwards.

Only invisible characters are removed: line ends of other systems, control characters, byte-order marks and soft
hyphens. Letters are composed (NFC), so that "é" is found however it was typed. Nothing else changes.
"""

import re
import unicodedata

# Tabs and line feeds stay; page breaks and the separators of other systems become line feeds.
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b]")
_RUN_OF_ENDS = re.compile(
    r"(?<![\n\x0c])[\n\x0c]+"
)  # whole runs: matching inside each would take quadratic time
# Controls, byte-order marks, soft hyphens, invisible operators, marks of direction, and halves of surrogates.
# U+200C and U+200D stay: Persian, Hindi and family emoji are spelt with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return `text` without invisible characters, with line feeds as line ends and composed letters."""
    text = _LINE_ENDS.sub("\n", text)
    if "\x0c" in text:
        text = _RUN_OF_ENDS.sub(lambda run: "\n\n" if "\x0c" in run[0] else run[0], text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """Return `text` with each run of white space as one space, as paragraphs, headings and cells are stored."""
    return " ".join(clean(text).split())
