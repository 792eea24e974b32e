"""Web pages: the article, its captions once, what surrounds it left out, and what the page says of itself."""

from pathlib import Path

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.readers import read
from ingest.text.reading import FileContent

PARAGRAPHS = (
    "The harbour board has decided to close the north quay from the first of May until the end of the year.",
    "Its chair told the meeting that the wall had moved by nine centimetres since the winter storms.",
    "“We could not take the risk,” she said. “Boats will use the south quay, which was mended last autumn.”",
    "Fishermen said that they had not been asked, and that the south quay is too short for the larger boats.",
)
CAPTION = "The north quay on the day after the storm, seen from the light."


def page(head: str = "", body: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head>
<title>North quay to close | The Harbour Post</title>
<meta property="og:title" content="North quay to close">
<meta property="og:site_name" content="The Harbour Post">
<meta name="author" content="Mary Tide">
<meta property="article:published_time" content="2015-04-29T08:00:00+01:00">
<link rel="canonical" href="https://post.example/north-quay">{head}</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<header><a href="/">The Harbour Post</a></header>
<main><article><h1>North quay to close</h1>
<p>{PARAGRAPHS[0]}</p>
<figure><img src="a.jpg" alt="{CAPTION}"><figcaption>{CAPTION} Photograph: Mary Tide</figcaption></figure>
<p>{PARAGRAPHS[1]}</p><h2>Boats move south</h2><p>{PARAGRAPHS[2]}</p>
<p>{PARAGRAPHS[3]}</p>{body}</article></main>
<aside><h3>Most read</h3><ul><li><a href="/x">Gull steals chips</a></li></ul></aside>
<section class="subscribe"><h3>Harbour Post Digital</h3><p>From £5 / month</p><a href="/s">Subscribe</a></section>
<footer>© The Harbour Post. <a href="/p">Privacy policy</a></footer></body></html>"""


@pytest.fixture(scope="module")
def reading() -> FileContent:
    return read(Path("a.html"), page().encode())


def cited(reading: FileContent) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in reading.blocks if block.role != "furniture"]


def test_the_article_in_order_with_its_roles(reading: FileContent) -> None:
    assert cited(reading) == [
        ("heading", "North quay to close"),
        ("body", PARAGRAPHS[0]),
        ("caption", CAPTION),
        ("body", PARAGRAPHS[1]),
        ("heading", "Boats move south"),
        ("body", PARAGRAPHS[2]),
        ("body", PARAGRAPHS[3]),
    ]


def test_what_the_page_says_of_itself(reading: FileContent) -> None:
    known = reading.metadata
    assert (known.title, known.publisher, known.author) == (
        "North quay to close",
        "The Harbour Post",
        "Mary Tide",
    )
    assert (known.date, known.url) == ("2015-04-29", "https://post.example/north-quay")


def test_a_page_without_a_date_is_undated_though_dates_stand_in_it() -> None:
    source = page().replace(
        '<meta property="article:published_time" content="2015-04-29T08:00:00+01:00">', ""
    )
    source = source.replace("the winter storms", "the storms of 12 January 2014")
    assert read(Path("a.html"), source.encode()).metadata.date is None


def test_a_table_keeps_its_rows() -> None:
    table = (
        "<table><tr><th>Quay</th><th>Length</th></tr><tr><td>North</td><td>210 m</td></tr>"
        "<tr><td>South</td><td>140 m</td></tr></table>"
    )
    rows = [text for role, text in cited(read(Path("a.html"), page(body=table).encode())) if role == "row"]
    assert rows == ["Quay | Length", "North | 210 m", "South | 140 m"]


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", None])
def test_a_page_in_windows_1252_is_not_mangled(declared: str | None) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    source = page(head).replace("the light", "the café – a “light”, they say –")
    text = " ".join(block.text for block in read(Path("a.html"), source.encode("cp1252")).blocks)
    assert "the café – a “light”, they say –" in text


def test_a_page_in_utf_16_and_one_that_lies_about_its_encoding() -> None:
    source = page('<meta charset="utf-8">').replace("the light", "the café")
    for content in (source.encode("utf-16"), source.replace("utf-8", "us-ascii").encode()):
        assert "the café" in " ".join(block.text for block in read(Path("a.html"), content).blocks)


def test_a_page_called_txt_is_read_as_a_page() -> None:
    assert cited(read(Path("a.txt"), page().encode()))[0] == ("heading", "North quay to close")


def test_a_page_of_bare_text_is_read_whole() -> None:
    source = f"<html><body>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}</body></html>"
    text = " ".join(block.text for block in read(Path("a.html"), source.encode()).blocks)
    assert PARAGRAPHS[0] in text
    assert PARAGRAPHS[1] in text


def test_scripts_styles_and_comments_are_never_text() -> None:
    body = "<script>alert(1)</script><style>p{}</style><!-- a note --><template><p>later</p></template>"
    text = " ".join(block.text for block in read(Path("a.html"), page(body=body).encode()).blocks)
    assert not [word for word in ("alert", "p{}", "a note", "later") if word in text]


LISTED = """<p>The board will:</p><ul><li>mend the wall by the spring of 2016</li><li>pay each boat £40 a week</li></ul>
<h2>Notes for readers</h2><p>The quay was built in 1871.</p>
<h2>Table 1. Berths</h2><table><tr><th>Quay</th><th>Berths</th></tr><tr><td>North</td><td>31</td></tr></table>
<h2>Members of the board</h2><ul><li>Mary Tide, chair</li><li>Ben Rowe</li></ul>"""
LISTED_BLOCKS = [
    ("body", "The board will:"),
    ("item", "mend the wall by the spring of 2016"),
    ("item", "pay each boat £40 a week"),
    ("heading", "Notes for readers"),
    ("body", "The quay was built in 1871."),
    ("heading", "Table 1. Berths"),
    ("row", "Quay | Berths"),
    ("row", "North | 31"),
    ("heading", "Members of the board"),
    ("item", "Mary Tide, chair"),
    ("item", "Ben Rowe"),
]
MENU = '<ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul>'
LINKS = (
    '<h3>Related</h3><ul><li><a href="/a">Gull steals chips</a></li><li><a href="/b">Ferry late</a></li></ul>'
)
SHARE = "<div class='social'>Send it on</div>"
TEXT = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{{}}<p>{PARAGRAPHS[3]}</p>{LISTED}"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>North quay to close</h1>" + TEXT.format(""),
        f"{MENU}<h1>North quay to close</h1>{TEXT.format(LINKS)}<div id='footer'><p>Run by the town.</p></div>",
        f"<div class='top'>{MENU}</div><div class='c1'><h1><a href='#top'>North quay to close</a></h1>"
        f"<ol><li><a href='#n'>Notes for readers</a></li><li><a href='#t'>Table 1. Berths</a></li></ol>"
        f"{TEXT.format(SHARE)}</div><div class='widget'>{LINKS}</div>",
        f"<table><tr><td>{MENU}</td><td><h1>North quay to close</h1>{TEXT.format('')}</td></tr></table>",
    ],
    ids=["bare", "menu, links and footer", "divisions", "table for layout"],
)
def test_lists_headings_and_notes_are_kept_and_what_links_elsewhere_is_not(body: str) -> None:
    source = f"<html><head><title>North quay to close | The Post</title></head><body>{body}</body></html>"
    found = cited(read(Path("a.html"), source.encode()))
    assert [text for _, text in found[:3]] == ["North quay to close", *PARAGRAPHS[:2]]
    assert found[3:] == [("body", PARAGRAPHS[3]), *LISTED_BLOCKS]


def test_the_name_of_the_site_is_not_the_title() -> None:
    source = page().replace("<h1>North quay to close</h1>", "<h2>North quay to close</h2>")
    source = source.replace('<meta property="og:title" content="North quay to close">', "")
    source = source.replace('<a href="/">The Harbour Post</a>', '<h1><a href="/">The Harbour Post</a></h1>')
    assert read(Path("a.html"), source.encode()).metadata.title == "North quay to close"


def test_headings_right_above_a_paragraph_stay_and_name_who_speaks_below() -> None:
    record = (
        "<h1>Rural Posts</h1><p>Debated on Monday.</p><h2>Emrys Vaughan</h2><span>(Radnor) (LD)</span>"
        "<p>Nine branches have closed since 2015, and the van does not come.</p><h2>Dame Ann Lee (Weir) (Con)</h2>"
        "<p>Will the hon. Gentleman give way on the matter of the van?</p><h2>Emrys Vaughan</h2><p>I will.</p>"
    )
    found = parse(ReadingTask("a.html", f"<title>Rural Posts</title><body>{record}".encode()))
    said = {found.text[s.start : s.end]: s.speaker for s in found.sentences if s.role == "body"}
    assert said["I will."] == "Emrys Vaughan"
    assert said["Will the hon. Gentleman give way on the matter of the van?"] == "Dame Ann Lee"


def test_opinion_is_told_by_the_section_of_its_page() -> None:
    head = '<meta property="article:section" content="Comment">'
    assert parse(ReadingTask("a.html", page(head).encode())).metadata.extra["speaker"] == "Mary Tide"


def test_a_page_of_a_manual_is_not_called_by_the_name_of_the_manual() -> None:
    content = (
        "<html><head><title>Sluices | Weir v2 Handbook</title></head><body><h1>Weir v2 handbook</h1>"
        "<p>The sluice opens at noon and closes at six, and it is greased on Mondays.</p></body></html>"
    )
    assert parse(ReadingTask("a.html", content.encode())).metadata.title == "Sluices"
