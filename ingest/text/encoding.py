"""Decoding of bytes: by byte-order mark, by the declared encoding, as UTF-8, or by the likeliest encoding.

A wrong guess damages names silently, so certain methods come before likely ones.
"""

import codecs
import unicodedata

from rag.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these names as windows-1252 (WHATWG Encoding).
_MISNAMED = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
}
_MISNAMED |= {"us-ascii": "cp1252", "windows-1252": "cp1252", "gb2312": "gbk", "x-sjis": "shift_jis"}
_SAMPLE = 4096
_NOT_TEXT = "It holds binary data, not text. Save it as text, or in a supported format."


def decode(content: bytes, declared: str | None = None) -> str:
    """Decode these bytes; raises Unreadable if they are not text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_decoded(content, encoding) or _refuse())
    if (wide := _wide(content)) is not None:
        return _checked(_decoded(content, wide) or _refuse())
    if b"\0" in content[:_SAMPLE]:
        _refuse()
    for named in (_codec(declared), "utf-8"):
        text = _decoded(content, named) if named else None
        if text is not None:
            return _checked(text)
    return _checked(_damaged_utf8(content) or _likeliest(content))


def _damaged_utf8(content: bytes) -> str | None:
    """UTF-8 in which some bytes are broken: text of another encoding is hardly ever valid UTF-8 beyond ASCII."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(1 for letter in text if letter > "\x7f") - broken
    return text if beyond_ascii > broken else None


def _likeliest(content: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(content[: 64 * _SAMPLE])
    best = found.best()
    if best is None:
        return _decoded(content, "cp1252") or _refuse()
    # Statistics cannot tell windows-1252 from similar encodings in a short Western text; it is by far the most common.
    western = next((each for each in found if "cp1252" in each.could_be_from_charset), None)
    if western is not None and western.chaos <= best.chaos:
        best = western
    encoding = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
    return _decoded(content, encoding) or content.decode(best.encoding, errors="replace")


def _wide(content: bytes) -> str | None:
    """Detect UTF-16 without a byte-order mark: in European text every second byte is zero."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or len(content) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().lower()
    name = _MISNAMED.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Some codecs do not decode bytes to text ("rot13", "zlib"), and these two interpret escapes.
    named_text = getattr(found, "_is_text_encoding", True)
    return (
        found.name
        if named_text and "escape" not in found.name and found.name not in ("idna", "punycode")
        else None
    )


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    controls = sum(
        1 for letter in sample if unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\f\v\x1b\x85"
    )
    if controls > 0.02 * len(sample) + 2:
        _refuse()
    return text


def _refuse() -> str:
    raise Unreadable(_NOT_TEXT)
