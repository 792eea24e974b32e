"""What the parser sees of a word: its normal form, first letter, last three letters and shape, each as a number.

The numbers are hashes, as spaCy 2 makes them: MurmurHash64A of the string gives its id, and four keys of
MurmurHash3_x64_128 of the id pick the rows of a table.
"""

from collections.abc import Sequence

_MASK = (1 << 64) - 1
_MASK_32 = (1 << 32) - 1
_SEED = 1  # of the ids of strings
_MIX, _TURN = 0xC6A4A7935BD1E995, 47
_BYTES = 8  # of an id
_LONGEST_RUN = 4  # characters of one kind in a shape
_SUFFIX = 3  # letters
# Marks and endings that are read as one; the marks of quotations and apostrophes are straight.
_NORMAL = {
    "´": "'",
    "`": "'",
    "„": '"',
    "«": '"',
    "»": '"',
    "''": '"',
    "–": "-",
    "—": "-",
    "--": "-",
    "…": "...",
    "£": "$",
    "€": "$",
    "¥": "$",
    "₹": "$",
    "n't": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "wo": "will",
    "ca": "can",
    "sha": "shall",
}


def features(word: str) -> tuple[str, str, str, str]:
    """Normal form, first letter, last three letters, shape."""
    return _normal(word), word[:1], word[-_SUFFIX:], _shape(word)


def _normal(word: str) -> str:
    folded = word.lower()
    return _NORMAL.get(folded, folded)


def _shape(word: str) -> str:
    """«Hill’s» is "Xxxx’x": kinds of characters, each at most four times in a row."""
    if len(word) >= 100:
        return "LONG"
    found: list[str] = []
    for each in word:
        kind = ("X" if each.isupper() else "x") if each.isalpha() else "d" if each.isdigit() else each
        if found[-_LONGEST_RUN:] != [kind] * _LONGEST_RUN:
            found.append(kind)
    return "".join(found)


def rows(text: str, seed: int, size: int) -> Sequence[int]:
    """The four rows of a table of `size` rows in which a feature is kept."""
    return [key % size for key in _keys(_string_id(text), seed)]


def _string_id(text: str) -> int:
    """MurmurHash64A; an empty string has id 0."""
    data = text.encode("utf-8")
    if not data:
        return 0
    found = _SEED ^ (len(data) * _MIX & _MASK)
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        part = int.from_bytes(data[at : at + 8], "little") * _MIX & _MASK
        part = (part ^ part >> _TURN) * _MIX & _MASK
        found = (found ^ part) * _MIX & _MASK
    if whole < len(data):
        found = (found ^ int.from_bytes(data[whole:], "little")) * _MIX & _MASK
    found = (found ^ found >> _TURN) * _MIX & _MASK
    return found ^ found >> _TURN


def _keys(number: int, seed: int) -> tuple[int, int, int, int]:
    """MurmurHash3_x64_128 of the eight bytes of a number: four keys of 32 bits."""
    first = number * 0x87C37B91114253D5 & _MASK
    first = (first << 31 | first >> 33) * 0x4CF5AD432745937F & _MASK
    first, second = first ^ seed ^ _BYTES, seed ^ _BYTES
    first = (first + second) & _MASK
    first, second = _finished(first), _finished((second + first) & _MASK)
    first = (first + second) & _MASK
    second = (second + first) & _MASK
    return first & _MASK_32, first >> 32, second & _MASK_32, second >> 32


def _finished(number: int) -> int:
    number = (number ^ number >> 33) * 0xFF51AFD7ED558CCD & _MASK
    number = (number ^ number >> 33) * 0xC4CEB9FE1A85EC53 & _MASK
    return number ^ number >> 33
