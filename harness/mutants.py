"""Damaged and malicious files: a real file of each format, cut, with flipped bits, spliced and forged.

The same seed gives the same files.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from harness.packages import packages
from harness.papers import Sheet, as_bytes, pdf, scan

_WORDS = (
    "The review looked at nine councils over two years and found that the regime had set improvement back.",
    "Directors told the review that agency costs had doubled, and that recruitment had all but stopped.",
)
_DEEP = 20_000
# The part that holds the text, of formats that are archives.
_MAIN_PARTS = {
    "a.xlsx": "xl/worksheets/sheet1.xml",
    "a.ods": "content.xml",
    "a.odp": "content.xml",
    "a.pptx": "ppt/slides/slide1.xml",
    "a.epub": "x/0.xhtml",
}


def samples() -> dict[str, bytes]:
    """One small real file for each format, by file name."""
    import docx
    from odf import table, text
    from odf.opendocument import OpenDocumentText

    word = docx.Document()
    word.add_heading("Findings", 1)
    for words in _WORDS:
        word.add_paragraph(words)
    cells = word.add_table(2, 2)
    cells.cell(0, 0).text, cells.cell(1, 1).text = "Before", "1,204"
    opened = OpenDocumentText()
    for words in _WORDS:
        opened.text.addElement(text.P(text=words))
    rows, row, cell = table.Table(), table.TableRow(), table.TableCell()
    cell.addElement(text.P(text="1,204"))
    row.addElement(cell)
    rows.addElement(row)
    opened.text.addElement(rows)
    odt = io.BytesIO()
    opened.write(odt)
    sheets = [Sheet(400, 500) for _ in range(3)]
    for number, sheet in enumerate(sheets):
        sheet.column(40, 440, 320, _WORDS)
        sheet.put(190, 20, str(number + 1))
    paper = pdf(sheets, {"Title": "A review"}, labels="0 << /S /r >>")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Zoë <a@b.example>", "c@d.example", "The figures"
    mail.set_content("\n\n".join(_WORDS))
    mail.add_alternative("".join(f"<p>{words}</p>" for words in _WORDS), subtype="html")
    mail.add_attachment(paper, maintype="application", subtype="pdf", filename="review.pdf")
    page = "".join(f"<p>{words}</p>" for words in _WORDS)
    markdown = f"---\ntitle: A review\ndate: 2015-04-29\n---\n# A review\n\n{_WORDS[0]}\n\n- one\n- two\n\n"
    markdown += "| a | b |\n|--|--|\n| 1 | 2 |\n"
    rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}{\info{\title A review}}" + "".join(
        rf"\pard {words}{{\footnote See there.}}\par " for words in _WORDS
    )
    return {
        "a.md": markdown.encode(),
        "a.txt": "\n\n".join(("A review", *_WORDS, "Subscribe", "From £9 / month")).encode("cp1252"),
        "a.html": f"<html><head><meta charset=utf-8><title>A review</title></head><body><article>{page}"
        f"<figure><figcaption>A caption.</figcaption></figure></article></body></html>".encode(),
        "a.pdf": paper,
        "a.docx": as_bytes(word),
        "a.odt": odt.getvalue(),
        "a.rtf": (rtf + "}").encode(),
        "a.eml": mail.as_bytes(),
        **packages(_WORDS),
    }


def mutants(name: str, count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """`count` files of this format: (how it was damaged, its bytes); the forged ones first."""
    found = samples()
    whole = found[name]
    chance = random.Random(f"{seed}{name}")
    others = [content for other, content in sorted(found.items()) if other != name]
    left = count
    for how, content in forged(name, whole):
        yield how, content
        left -= 1
    ways: list[Callable[[bytes, random.Random], bytes]] = [_cut, _flipped, _repeated, _without, _renumbered]
    for _ in range(left):
        way = chance.choice([*ways, None])
        inner = whole.startswith(b"PK") and chance.random() < 0.7
        if way is None:
            other = chance.choice(others)
            at, part = chance.randrange(len(whole)), chance.randrange(len(other))
            yield "spliced", whole[:at] + other[part : part + chance.randrange(1, 4000)] + whole[at:]
        elif inner:
            yield f"{way.__name__} inside", _inside(whole, way, chance)
        else:
            yield way.__name__, way(whole, chance)


def forged(name: str, whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Malicious files, as far as the format allows them."""
    bomb = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
    )
    outside = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">'
    if name in _MAIN_PARTS:
        part = _MAIN_PARTS[name]
        xml = _member(whole, part).decode()
        for how, head in (("entity bomb", bomb), ("entity from a file", outside)):
            forged_xml = f'<?xml version="1.0"?>{head}]>' + xml.partition("?>")[2].replace("nine", "&j;")
            yield how, _with_member(whole, part, forged_xml.encode())
        yield "bomb of blanks", _with_member(whole, part, b" " * (300 * 2**20))
        yield "archive in archive", _with_member(whole, part, whole)
        yield "path out of it", _with_member(whole, "../../../../tmp/out.xml", b"<x/>")
        yield "without its main part", _without_member(whole, part)
        yield "main part empty", _with_member(whole, part, b"")
    elif name in ("a.docx", "a.odt"):
        part = "word/document.xml" if name == "a.docx" else "content.xml"
        xml = _member(whole, part).decode()
        body = xml.partition("?>")[2]
        for how, head, entity in (("entity bomb", bomb, "&j;"), ("entity from a file", outside, "&j;")):
            forged_xml = f'<?xml version="1.0"?>{head}]>' + body.replace("nine", entity)
            yield how, _with_member(whole, part, forged_xml.encode())
        tag = "w:sdtContent" if name == "a.docx" else "text:section"
        deep = body.replace("<w:body>", "<w:body>" + f"<{tag}>" * _DEEP).replace(
            "<office:text>", "<office:text>" + f"<{tag}>" * _DEEP
        )
        yield "deeply nested", _with_member(whole, part, deep.encode())
        yield "bomb of blanks", _with_member(whole, part, b" " * (300 * 2**20))
        yield "bomb beside", _with_member(whole, "word/media/big.bin", b"\0" * (300 * 2**20))
        yield "archive in archive", _with_member(whole, part, whole)
        yield "path out of it", _with_member(whole, "../../../../tmp/out.xml", b"<x/>")
        yield "without its main part", _without_member(whole, part)
        yield "main part empty", _with_member(whole, part, b"")
    elif name == "a.html":
        yield "entity bomb", f"{bomb}]><html><body><p>&j;</p></body></html>".encode()
        yield "entity from a file", f"{outside}]><html><body><p>&j;</p></body></html>".encode()
        yield "deeply nested", b"<div>" * _DEEP + whole
        yield "table in table", b"<table><tr><td>" * 2000 + b"x"
        yield "one endless attribute", b"<p title='" + b"a" * 500_000
        yield "many marks", b"<" * 300_000
    elif name == "a.md":
        yield "quotes in quotes", b"> " * 5000 + b"x"
        yield "brackets", b"[" * 50_000
        yield "stars", b"*a " * 50_000
        yield "lists in lists", b"\n".join(b" " * at + b"- x" for at in range(1500))
        yield "front matter of aliases", b"---\na: &a [x,x]\nb: [*a,*a]\n---\nText.\n"
        yield "front matter of brackets", b"---\na: " + b"[" * 50_000 + b"\n---\nText.\n"
        yield "backticks", b"".join(b"`" * at + b" " for at in range(1000))
    elif name == "a.txt":
        yield "one endless line", b"word " * 100_000
        yield "one endless word", b"a" * 500_000
        yield "blank lines", b"\n" * 1_000_000 + b"x"
        yield "bullets", b"- \n" * 50_000 + b"x"
        yield "nothing but zeros", b"\0" * 100_000
        yield "marks of direction", "\u202e".encode() * 100_000
    elif name == "a.rtf":
        yield "deep groups", rb"{\rtf1 " + b"{" * 200_000
        yield "footnotes in footnotes", rb"{\rtf1 " + rb"{\footnote " * 20_000
        yield "endless binary", rb"{\rtf1 {\pict\bin99999999999 x}}"
        yield "number too large", rb"{\rtf1 \u99999999999? \'zz \u-99999999? x}"
        yield "links", rb"{\rtf1 " + rb"{\field{\*\fldinst{HYPERLINK " * 3000
    elif name == "a.eml":
        boundary = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        yield "parts in parts", b"From: a@b.example\r\n" + boundary * 1500 + b"x"
        yield (
            "mails in mails",
            b"From: a@b.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 1500 + b"x",
        )
        yield "many parts", b"From: a@b.example\r\n" + boundary + b"\r\nx\r\n--b\r\n" * 20_000
        yield "endless head", b"Subject: " + b"=?utf-8?q?=C3?= " * 30_000 + b"\r\n\r\nx"
        yield "endless addresses", b"From: " + b"(" * 30_000 + b"\r\n\r\nx"
        yield "path as a name", whole.replace(b"review.pdf", b"../../../etc/passwd")
        yield "bad charset", whole.replace(b'charset="utf-8"', b'charset="\xff\xfe"')
    elif name == "a.pdf":
        yield "loop of pages", whole.replace(b"/Kids [", b"/Kids [2 0 R ")
        yield "too many pages", whole.replace(b"/Count 3", b"/Count 99999999")
        yield "huge page", whole.replace(b"[0 0 400 500]", b"[0 0 1e9 1e9]")
        yield "no room", whole.replace(b"[0 0 400 500]", b"[0 0 0 0]")
        picture = scan(pdf([Sheet(100, 60).put(10, 30, "Words on glass.", 9)]))
        yield (
            "huge picture",
            picture.replace(b"/Width 250", b"/Width 99999").replace(b"/Height 150", b"/Height 99999"),
        )
        yield "text without end", pdf([Sheet(drawn=["BT /F1 9 Tf 1 1 Td (a) Tj ET"] * 60_000)])
        yield "figures too large", whole.replace(b"/Rotate 0", b"/Rotate 99999999999999")


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 4, 64, 500))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _repeated(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    part = content[at : at + chance.randrange(1, 400)]
    return content[:at] + part * chance.choice((2, 50, 2000)) + content[at:]


def _without(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 2000) :]


def _renumbered(content: bytes, chance: random.Random) -> bytes:
    """A few digits changed."""
    spoilt = bytearray(content)
    figures = [at for at, byte in enumerate(spoilt) if 48 <= byte <= 57]
    for at in chance.sample(figures, min(len(figures), 12)):
        spoilt[at] = 48 + chance.randrange(10)
    return bytes(spoilt)


def _inside(package: bytes, way: Callable[[bytes, random.Random], bytes], chance: random.Random) -> bytes:
    """A valid package with one damaged part."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = [name for name in archive.namelist() if archive.getinfo(name).file_size]
    name = chance.choice(names)
    return _with_member(package, name, way(_member(package, name), chance))


def _member(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def _with_member(package: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(_without_member(package, name))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def _without_member(package: bytes, name: str) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for member in source.infolist():
            if member.filename != name:
                kept.writestr(member.filename, source.read(member), member.compress_type)
    return target.getvalue()
