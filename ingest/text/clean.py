"""What is done to text before a `Document` exists; afterwards no character changes.

Only what nobody reads is taken out: line ends of other systems, control characters, byte-order marks,
soft hyphens. Letters are composed (NFC), so that "é" is found however it was typed. Nothing else is touched.
"""

import re
import unicodedata

# Tabs and line feeds stay; page breaks and the separators of other systems become line feeds.
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b]")
_RUN_OF_ENDS = re.compile(r"(?<![\n\x0c])[\n\x0c]+")  # whole runs: a search inside each would take for ever
# Controls, byte-order marks, soft hyphens, invisible operators, marks of direction, and halves of surrogates.
# U+200C and U+200D stay: Persian, Hindi and family emoji are spelt with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """`text` without what nobody reads, its line ends as line feeds, its letters composed."""
    text = _LINE_ENDS.sub("\n", text)
    if "\x0c" in text:
        text = _RUN_OF_ENDS.sub(lambda run: "\n\n" if "\x0c" in run[0] else run[0], text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """`text` with each run of blanks as one space: how a paragraph, a heading or a cell is kept."""
    return " ".join(clean(text).split())
