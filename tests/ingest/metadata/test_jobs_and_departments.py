"""A byline names people: neither their jobs, nor a department, nor what a program put in the place of a name."""

from pathlib import Path

import pytest

from ingest.metadata.placeholders import named_author, named_title
from ingest.readers import read

BODY = "The weir at Holt was opened again after eleven weeks, and boats may pass it in both directions from today."


def author_of_page(byline: str, site: str = "Holt Echo") -> str | None:
    head = f'<header><a href="/">{site}</a></header><h1>Weir opens</h1><div class="byline"><span>{byline}</span></div>'
    body = f"<body><article>{head}<p>{BODY}</p><p>{BODY[::-1]}</p></article></body>"
    page = f"<html><head><title>Weir opens | {site}</title></head>{body}</html>"
    return read(Path("a.html"), page.encode()).metadata.author


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jo Marl, chief reporter", "Jo Marl"),
        ("By Jo Marl, Columnist", "Jo Marl"),
        ("By Jo Marl and Al Benn, political editors", "Jo Marl; Al Benn"),
        ("Highways and Transport", None),
        ("Highways and transport", None),
        ("Parks &amp; Open Spaces", None),
        ("Housing team", None),
        ("By Al Fisher and Jo Baker", "Al Fisher; Jo Baker"),
        ("By Jo Marl, Environment Editor", "Jo Marl"),
        ("Posted by Jo Marl, secretary", "Jo Marl"),
        ("By Jo Marl, our correspondent in Holt", "Jo Marl"),
        ("Planning and Building Control", None),
        ("By Ezra Cook, food writer", "Ezra Cook"),
        ("By Xanthe Fisher and Amos Baker", "Xanthe Fisher; Amos Baker"),
        ("Corporate Communications", None),
        ("Communications and Engagement Team", None),
        ("By Jo Marl, Health and Social Care Correspondent", "Jo Marl"),
    ],
)
def test_a_byline_of_a_page_names_people_alone(byline: str, author: str | None) -> None:
    assert author_of_page(byline) == author


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jo Marl, health correspondent", "Jo Marl"),
        ("By Jo Marl, Health Correspondent", "Jo Marl"),
        ("Words by Jo Marl and Al Benn", "Jo Marl; Al Benn"),
        ("By Jo Marl, chair of the Weir Users", "Jo Marl"),
        ("Story by Jo Marl, senior reporter", "Jo Marl"),
        ("By Tessa Cook, Jo Baker and Al Benn", "Tessa Cook; Jo Baker; Al Benn"),
    ],
)
def test_a_byline_of_a_text_names_people_alone(byline: str, author: str | None) -> None:
    from ingest.metadata.bylines import author_of
    from ingest.text.reading import Block

    assert author_of([Block("The weir", "heading"), Block(byline), Block(BODY)]) == author


@pytest.mark.parametrize(
    "written",
    [
        "(anonymous)",
        "(unspecified)",
        "[Unknown]",
        "<Anonymous>",
        "unspecified",
        "(no author)",
        "{unknown}",
        "Unknown User",
        "-- none --",
    ],
)
def test_no_author_is_taken_from_a_program(written: str) -> None:
    assert named_author(written) is None


@pytest.mark.parametrize(
    "written",
    ["untitled", "(untitled)", "<Untitled>", "(anonymous)", "(unspecified)", "[no title]", "Untitled-3"],
)
def test_no_title_is_taken_from_a_program(written: str) -> None:
    assert named_title(written) is None


def test_a_name_in_brackets_is_none_of_a_programs() -> None:
    assert named_author("Jo Marl (Holt Echo)") == "Jo Marl (Holt Echo)"
    assert named_title("(Un)titled: a play") == "(Un)titled: a play"


@pytest.mark.parametrize("site", ["Clean Water for Holt", "Weirwatch"])
def test_a_page_is_of_the_site_whose_home_it_links_to(site: str) -> None:
    header = f'<header><a href="/">{site}</a></header><h1>Weir opens</h1>'
    page = f"<html><head><title>Weir opens | {site}</title></head><body>{header}<p>{BODY}</p></body></html>"
    assert read(Path("a.html"), page.encode()).metadata.publisher == site
    elsewhere = page.replace('href="/"', 'href="/sport"')
    assert read(Path("a.html"), elsewhere.encode()).metadata.publisher is None
