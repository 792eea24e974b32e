"""Malicious files: bombs, loops, entities from outside, sizes that are not true; as far as a format allows them."""

import struct
from collections.abc import Iterator
from functools import lru_cache

from harness.members import member, with_member, without_member
from harness.packages import zipped
from harness.papers import Sheet, pdf, scan

_DEEP = 20_000
_BLANKS = b" " * (300 * 2**20)
_BOMB = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">'
# The part that holds the text, of formats that are packages; .docm and .dotx are read as .docx.
_MAIN_PARTS = {
    "a.docx": "word/document.xml",
    "a.odt": "content.xml",
    "a.xlsx": "xl/worksheets/sheet1.xml",
    "a.ods": "content.xml",
    "a.odp": "content.xml",
    "a.pptx": "ppt/slides/slide1.xml",
    "a.epub": "x/0.xhtml",
}
_OLE = ("a.doc", "a.xls", "a.msg")


@lru_cache(maxsize=64)
def forged(name: str, whole: bytes) -> tuple[tuple[str, bytes], ...]:
    """(how it was forged, its bytes) of malicious files of this format, made from a true one."""
    if name in _MAIN_PARTS:
        return tuple(_packages(whole, _MAIN_PARTS[name]))
    if name in _OLE:
        return tuple(_compounds(whole))
    return tuple(_BY_FORMAT[name](whole)) if name in _BY_FORMAT else ()


def _packages(whole: bytes, part: str) -> Iterator[tuple[str, bytes]]:
    body = member(whole, part).decode().partition("?>")[2]
    for how, head in (("entity bomb", _BOMB), ("entity from a file", _OUTSIDE)):
        text = f'<?xml version="1.0"?>{head}]>' + body.replace("nine", "&j;")
        yield how, with_member(whole, part, text.encode())
    tag, inner = (
        ("w:sdtContent", "<w:body>") if part.startswith("word") else ("text:section", "<office:text>")
    )
    if inner in body:
        yield (
            "deeply nested",
            with_member(whole, part, body.replace(inner, inner + f"<{tag}>" * _DEEP).encode()),
        )
    yield "bomb of blanks", with_member(whole, part, _BLANKS)
    yield "bomb beside", with_member(whole, "media/big.bin", bytes(len(_BLANKS)))
    yield "archive in archive", with_member(whole, part, whole)
    yield "path out of it", with_member(whole, "../../../../tmp/out.xml", b"<x/>")
    yield "without its main part", without_member(whole, part)
    yield "main part empty", with_member(whole, part, b"")


def _compounds(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Old Office files: a header or a chain of sectors that leads nowhere, or back to itself."""
    for how, at in (
        ("directory nowhere", 0x30),
        ("table of mini sectors nowhere", 0x3C),
        ("more tables nowhere", 0x44),
        ("first table nowhere", 0x4C),
    ):
        for value in (0, 0x00FFFFFF, 0xFFFFFFFF):
            yield f"{how}: {value:#x}", whole[:at] + struct.pack("<I", value) + whole[at + 4 :]
    yield "sectors too large", whole[:0x1E] + struct.pack("<H", 31) + whole[0x20:]
    yield "mini sectors too large", whole[:0x20] + struct.pack("<H", 31) + whole[0x22:]
    table = 512 * (struct.unpack_from("<I", whole, 0x4C)[0] + 1)
    directory = struct.unpack_from("<I", whole, 0x30)[0]
    at = table + 4 * directory
    yield "directory in a circle", whole[:at] + struct.pack("<I", directory) + whole[at + 4 :]
    circles = struct.pack("<128I", *range(128))
    yield "every chain in a circle", whole[:table] + circles + whole[table + 512 :]
    entry = 512 * (directory + 1)
    yield "a storage in itself", whole[: entry + 0x4C] + struct.pack("<I", 0) + whole[entry + 0x50 :]
    long = struct.pack("<Q", 2**40)
    yield "a stream too long", whole[: entry + 128 + 0x78] + long + whole[entry + 128 + 0x80 :]


def _html(whole: bytes) -> Iterator[tuple[str, bytes]]:
    yield "entity bomb", f"{_BOMB}]><html><body><p>&j;</p></body></html>".encode()
    yield "entity from a file", f"{_OUTSIDE}]><html><body><p>&j;</p></body></html>".encode()
    yield "deeply nested", b"<div>" * _DEEP + whole
    yield "table in table", b"<table><tr><td>" * 2000 + b"x"
    yield "one endless attribute", b"<p title='" + b"a" * 500_000
    yield "many marks", b"<" * 300_000


def _markdown(_: bytes) -> Iterator[tuple[str, bytes]]:
    yield "quotes in quotes", b"> " * 5000 + b"x"
    yield "brackets", b"[" * 50_000
    yield "stars", b"*a " * 50_000
    yield "lists in lists", b"\n".join(b" " * at + b"- x" for at in range(1500))
    yield "front matter of aliases", b"---\na: &a [x,x]\nb: [*a,*a]\n---\nText.\n"
    yield "front matter of brackets", b"---\na: " + b"[" * 50_000 + b"\n---\nText.\n"
    yield "backticks", b"".join(b"`" * at + b" " for at in range(1000))


def _text(_: bytes) -> Iterator[tuple[str, bytes]]:
    yield "one endless line", b"word " * 100_000
    yield "one endless word", b"a" * 500_000
    yield "blank lines", b"\n" * 1_000_000 + b"x"
    yield "bullets", b"- \n" * 50_000 + b"x"
    yield "nothing but zeros", b"\0" * 100_000
    yield "marks of direction", "\u202e".encode() * 100_000


def _table(_: bytes) -> Iterator[tuple[str, bytes]]:
    yield "one endless line", b"word," * 100_000
    yield "a quotation that never ends", b'a,b\n1,"' + b"x\n" * 300_000
    yield "quotation marks", b'"' * 300_001
    yield "a cell too large", b'a,b\n1,"' + b"x" * 2_000_000 + b'"\n'
    yield "blank rows", b",,,\n" * 200_000 + b"x"
    yield "nothing but zeros", b"\0" * 100_000
    yield "heads without rows", b"Council,Finding\n" * 20_000


def _rich(_: bytes) -> Iterator[tuple[str, bytes]]:
    yield "deep groups", rb"{\rtf1 " + b"{" * 200_000
    yield "footnotes in footnotes", rb"{\rtf1 " + rb"{\footnote " * 20_000
    yield "endless binary", rb"{\rtf1 {\pict\bin99999999999 x}}"
    yield "number too large", rb"{\rtf1 \u99999999999? \'zz \u-99999999? x}"
    yield "links", rb"{\rtf1 " + rb"{\field{\*\fldinst{HYPERLINK " * 3000


def _mail(whole: bytes) -> Iterator[tuple[str, bytes]]:
    boundary = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    inner = b"Content-Type: message/rfc822\r\n\r\n"
    yield "parts in parts", b"From: a@b.example\r\n" + boundary * 1500 + b"x"
    yield "mails in mails", b"From: a@b.example\r\n" + inner * 1500 + b"x"
    yield "many parts", b"From: a@b.example\r\n" + boundary + b"\r\nx\r\n--b\r\n" * 20_000
    yield "endless head", b"Subject: " + b"=?utf-8?q?=C3?= " * 30_000 + b"\r\n\r\nx"
    yield "endless addresses", b"From: " + b"(" * 30_000 + b"\r\n\r\nx"
    yield "path as a name", whole.replace(b"review.pdf", b"../../../etc/passwd")
    yield "bad charset", whole.replace(b'charset="utf-8"', b'charset="\xff\xfe"')


def _mailbox(whole: bytes) -> Iterator[tuple[str, bytes]]:
    begins = b"From jo@example.org Thu May 14 16:00:00 2020\n"
    yield "many mails", begins + (b"Subject: a\n\nx\n\n" + begins) * 5000
    yield "beginnings alone", begins * 20_000
    yield "mailbox in a mailbox", begins + b"Content-Type: application/mbox\n\n" + whole
    yield "one endless line", begins + b"Subject: " + b"a" * 500_000


def _pdf(whole: bytes) -> Iterator[tuple[str, bytes]]:
    yield "loop of pages", whole.replace(b"/Kids [", b"/Kids [2 0 R ")
    yield "too many pages", whole.replace(b"/Count 3", b"/Count 99999999")
    yield "huge page", whole.replace(b"[0 0 400 500]", b"[0 0 1e9 1e9]")
    yield "no room", whole.replace(b"[0 0 400 500]", b"[0 0 0 0]")
    picture = scan(pdf([Sheet(100, 60).put(10, 30, "Words on glass.", 9)]))
    huge = picture.replace(b"/Width 250", b"/Width 99999").replace(b"/Height 150", b"/Height 99999")
    yield "huge picture", huge
    yield "text without end", pdf([Sheet(drawn=["BT /F1 9 Tf 1 1 Td (a) Tj ET"] * 60_000)])
    yield "figures too large", whole.replace(b"/Rotate 0", b"/Rotate 99999999999999")


def _winmail(whole: bytes) -> Iterator[tuple[str, bytes]]:
    head = whole[:6]
    yield "an attribute too long", whole[:11] + struct.pack("<I", 0xFFFFFFFF) + whole[15:]
    yield "attributes of no length", head + b"\x02\x0f\x80\x06\x00" + bytes(4) + b"\0\0" * 100_000
    yield "a package in itself", whole[:-2] + whole * 50
    yield "path as a name", whole.replace(b"review.pdf", b"../etc/pwd")


def _png(whole: bytes) -> Iterator[tuple[str, bytes]]:
    for how, wide, high in (("huge", 2**31 - 1, 2**31 - 1), ("long", 2**24, 1), ("of no size", 0, 0)):
        yield how, whole[:16] + struct.pack(">II", wide, high) + whole[24:]


def _jpeg(whole: bytes) -> Iterator[tuple[str, bytes]]:
    at = whole.index(b"\xff\xc0") + 5
    for how, wide, high in (("huge", 65535, 65535), ("long", 65535, 1), ("of no size", 0, 0)):
        yield how, whole[:at] + struct.pack(">HH", high, wide) + whole[at + 4 :]
    yield "half of it", whole[: len(whole) // 2]


def _tiff(whole: bytes) -> Iterator[tuple[str, bytes]]:
    at = struct.unpack_from("<I", whole, 4)[0]
    yield "pages in a circle", whole[:-4] + struct.pack("<I", at)
    count = struct.unpack_from("<H", whole, at)[0]
    end = at + 2 + 12 * count
    yield "next page is the first", whole[:end] + struct.pack("<I", at) + whole[end + 4 :]
    yield "table nowhere", whole[:4] + struct.pack("<I", 0xFFFFFFFF) + whole[8:]
    yield "too many fields", whole[:at] + b"\xff\xff" + whole[at + 2 :]


def _archive(whole: bytes) -> Iterator[tuple[str, bytes]]:
    nested = whole
    for _ in range(30):
        nested = zipped({"a.zip": nested})
    yield "archives in archives", nested
    yield "bomb", with_member(whole, "blanks.txt", _BLANKS)
    yield "many files", zipped({f"{number}.txt": b"Words." for number in range(12_000)})
    yield "path out of it", with_member(whole, "../../../../tmp/out.txt", b"Words.")
    yield "one name for two", whole.replace(b"Directors", b"The revie")
    yield "no files", zipped({"__MACOSX/a": b"x"})


_BY_FORMAT = {
    "a.md": _markdown,
    "a.txt": _text,
    "a.html": _html,
    "a.csv": _table,
    "a.rtf": _rich,
    "a.eml": _mail,
    "a.mbox": _mailbox,
    "a.pdf": _pdf,
    "a.dat": _winmail,
    "a.png": _png,
    "a.jpg": _jpeg,
    "a.tif": _tiff,
    "a.zip": _archive,
}
