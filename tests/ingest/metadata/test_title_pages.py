"""Who made a paper, by the labels on its title page, by its letterhead, and by whose minutes it is."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from rag.types import Metadata

BODY = "The weir at Holt was opened again after eleven weeks, and boats may pass it in both directions from today."


def known(text: str, name: str = "a.md") -> Metadata:
    return parse(ReadingTask(name, text.encode())).metadata


def report(*lines: str) -> str:
    return "\n\n".join(("# The weir at Holt: what failed, and why", *lines, "## 1. Summary", BODY))


def letter(head: str) -> str:
    own = (
        f"Thank you for your letter. I am sorry that you had no reply in May.\n\n{BODY} I shall write again."
    )
    above = "Mr T. Raven\n3 Quay Row\nHolt\n\n8 May 2020\n\nDear Mr Raven"
    return f"{head}\n\n{above}\n\n{own}\n\nYours sincerely\n\nInes Calloway\nArea Manager\n"


@pytest.mark.parametrize(
    ("lines", "publisher", "author", "day"),
    [
        (
            [
                "Report to Holt Parish Council and Orme District Council",
                "Moss & Tranter Hydrology LLP",
                "Lead author: Dr Ines Cole. Published 4 March 2021. Final version 1.3",
            ],
            "Moss & Tranter Hydrology LLP",
            "Dr Ines Cole",
            "2021-03-04",
        ),
        (
            [
                "Prepared by: Kestrel Marine Consulting Ltd",
                "Prepared for: Orme Canal Trust",
                "Date of issue: 7 June 2019",
            ],
            "Kestrel Marine Consulting Ltd",
            None,
            "2019-06-07",
        ),
        (
            [
                "Commissioned by Orme District Council",
                "Authors: Ines Calloway, Tom Raven and Priya Nath",
                "Version 3 of 3 May 2024",
            ],
            None,
            "Ines Calloway; Tom Raven; Priya Nath",
            "2024-05-03",
        ),
        (
            ["Issued by the Holt Flood Forum · 12 May 2022 · Contact: 01632 960018"],
            "Holt Flood Forum",
            None,
            "2022-05-12",
        ),
        (
            ["Authors: Ines Cole and Tom Raven | Reviewed by: Hal Strand | Issue date: 9 July 2018 | Final"],
            None,
            "Ines Cole; Tom Raven",
            "2018-07-09",
        ),
        (
            ["Produced by the Lowfield Institute for the Ministry of Works, May 2016"],
            "Lowfield Institute",
            None,
            "2016-05",
        ),
        (
            [
                "Principal investigator: Prof. Odile Marsh. Issued 11 November 2020. Revision 4",
                "Brandt Ecology Partnership",
            ],
            "Brandt Ecology Partnership",
            "Prof. Odile Marsh",
            "2020-11-11",
        ),
        (
            ["Report prepared for Fell Water plc by Garrick Stone Associates", "2 February 2017"],
            "Garrick Stone Associates",
            None,
            "2017-02-02",
        ),
        (
            [
                "Client: Fell Water plc",
                "Consultant: Garrick Stone Associates",
                "Author: M. Okoro",
                "Date: 2 February 2017",
            ],
            "Garrick Stone Associates",
            "M. Okoro",
            "2017-02-02",
        ),
        (
            [
                "Written by Lena Voss and Karl Ode; edited by Pia Rand. First published in May 2019 by the Tarn Centre."
            ],
            "Tarn Centre",
            "Lena Voss; Karl Ode",
            "2019-05",
        ),
        (
            [
                "Commissioned by: Fell Council. Carried out by: Merrow Acoustics Ltd. Date of report: 1 May 2023."
            ],
            "Merrow Acoustics Ltd",
            None,
            "2023-05-01",
        ),
        (
            ["Authors: Dr Milo Penn and Sara Quill, Penn Quill Partnership", "14 June 2022"],
            "Penn Quill Partnership",
            "Dr Milo Penn; Sara Quill",
            "2022-06-14",
        ),
        (
            [
                "Harrow & Pike Consulting Ltd",
                "Prepared on behalf of the Carr Ferry Trust",
                "Issue 3 — 9 January 2020",
            ],
            "Harrow & Pike Consulting Ltd",
            None,
            "2020-01-09",
        ),
        (
            ["Compiled by Sara Quill for the Carr Community Council", "Date: 2 May 2019"],
            None,
            "Sara Quill",
            "2019-05-02",
        ),
        (
            ["Submitted to Carr Council by Harrow & Pike Ltd on 3 March 2021"],
            "Harrow & Pike Ltd",
            None,
            "2021-03-03",
        ),
        (
            ["Prepared by Piet Haan of Thorne Vale Research Ltd. Checked by: I. Vale. Issued 6 March 2019."],
            "Thorne Vale Research Ltd",
            "Piet Haan",
            "2019-03-06",
        ),
        (["Lead reviewer: Imogen Vale", "Final report, 12 December 2023"], None, "Imogen Vale", "2023-12-12"),
        (
            ["The report was written by engineers. It was published on 3 May 2019 and withdrawn."],
            None,
            None,
            None,
        ),
    ],
)
def test_a_title_page_tells_who_made_the_paper(
    lines: list[str], publisher: str | None, author: str | None, day: str | None
) -> None:
    found = known(report(*lines))
    assert (found.publisher, found.author, found.date) == (publisher, author, day)


@pytest.mark.parametrize("colon", ["", ":"])
def test_a_table_of_facts_at_the_head_tells_them_too(colon: str) -> None:
    facts = {
        "Client": "Fell Water plc",
        "Prepared by": "Brook Lane Ltd",
        "Author": "M. Okoro",
        "Date of issue": "2 May 2017",
    }
    table = "\n".join(f"| {label}{colon} | {value} |" for label, value in facts.items())
    found = known(report(f"| Document | Control |\n|---|---|\n{table}"))
    assert (found.publisher, found.author, found.date) == ("Brook Lane Ltd", "M. Okoro", "2017-05-02")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "# Holt Town Council: Planning Committee\n\nMinutes of a meeting held in the Great Room, Town Hall",
            "Holt Town Council",
        ),
        (
            "# ORME DISTRICT COUNCIL\n\nLICENSING PANEL\n\nMinutes of a meeting held at the Guildhall House, Orme",
            "ORME DISTRICT COUNCIL",
        ),
        (
            "Minutes of the Annual Meeting of the Lowfield Allotment Society held in the Church Hall, Lowfield",
            "Lowfield Allotment Society",
        ),
        (
            "# Board of Holt Hospital Trust\n\nMinutes of the meeting held at King’s House, Holt",
            "Board of Holt Hospital Trust",
        ),
        (
            "# Minutes: Fell Parish Council\n\nHeld in St Anne’s Church House",
            "Fell Parish Council",
        ),
        (
            "# Tarn County Council – Health Committee\n\nMinutes of the meeting held online and in Council Room 2",
            "Tarn County Council",
        ),
        (
            "Record of the proceedings of the Brandt Harbour Commission at its sitting in the Old Custom House, Brandt",
            "Brandt Harbour Commission",
        ),
        (
            "# Marlow School Governing Board\n\nMinutes of the meeting held in the School Library",
            "Marlow School Governing Board",
        ),
        ("# Spring meeting\n\nMinutes of the meeting held in the Council Chamber, Holt", None),
    ],
)
def test_minutes_are_those_of_a_body_and_not_of_the_room(head: str, body: str | None) -> None:
    found = known(
        f"{head} on Tuesday 4 May 2021 at 7 pm\n\nPresent: A. Lee, T. Raven and P. Nath.\n\n{BODY}\n"
    )
    assert (found.publisher, found.date) == (body, "2021-05-04")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Holt Water Authority | Eastern Area | Sluice House, Holt", "Holt Water Authority"),
        (
            "MOSSDALE COMMUNITY HOSPITAL Weir Lane, Holt\nChief executive: Ms P. Nath",
            "MOSSDALE COMMUNITY HOSPITAL",
        ),
        ("Orme District Council · Environmental Health · Guildhall House, Orme", "Orme District Council"),
        ("Kestrel Housing Association, 14 Mill Street, Holt", "Kestrel Housing Association"),
        ("Fell Primary School – Beck Road – Fell", "Fell Primary School"),
        ("THE TARN CHARITABLE TRUST Registered office: 3 Quay Street", "THE TARN CHARITABLE TRUST"),
        ("Brandt Police Authority • Legal Services • Station House, Brandt", "Brandt Police Authority"),
        ("Garrick Engineering Ltd / Unit 4, Dock Road / Brandt", "Garrick Engineering Ltd"),
    ],
)
def test_a_letterhead_names_the_body_apart_from_its_address(head: str, body: str) -> None:
    found = known(letter(head), "a.txt")
    assert (found.publisher, found.author) == (body, "Ines Calloway")


@pytest.mark.parametrize(
    ("text", "title", "author", "day"),
    [
        (
            "Holt Courier, Saturday 9 March 2024, page 14\n\nHILARY HILL\nYou cannot post a weir\n\n" + BODY,
            "You cannot post a weir",
            "Hilary Hill",
            "2024-03-09",
        ),
        (
            "HOLT TOWN COUNCIL\nRIVER COMMITTEE\nTuesday 19 March 2024, 7.00 pm, Guildhall\n"
            "Uncorrected transcript of oral evidence: the weir\n\nTHE CHAIR: " + BODY,
            "Uncorrected transcript of oral evidence: the weir",
            None,
            "2024-03-19",
        ),
        (
            "HOLT MILLS LTD — PRESS RELEASE\n\n18 March 2024\n\nThe weir is open\n\n" + BODY,
            "The weir is open",
            None,
            "2024-03-18",
        ),
    ],
)
def test_what_stands_above_a_title_is_none(text: str, title: str, author: str | None, day: str) -> None:
    told = known(text, "a.txt")
    assert (told.title, told.author, told.date) == (title, author, day)


def test_a_letter_that_is_signed_and_typed_has_one_author() -> None:
    text = f"HOLT BOAT CLUB\n1 Mill Lane, Holt\n\n3 May 2020\n\nDear Mr Lee,\n\n{BODY}\n\n{BODY}\n\n"
    told = known(f"{text}Yours sincerely,\n\nO. M. Hill\nDr Oona Hill\nSecretary\n", "b.txt")
    assert told.author == "Dr Oona Hill"


def test_the_recipient_of_a_copy_did_not_issue_the_letter() -> None:
    head = "HOLT AUDIT OFFICE\n1 Mill Lane, Holt\n\n3 May 2020\n\nAnn Lee\nHolt River Board\n\nDear Ms Lee,"
    signed = "Yours sincerely,\n\nJo Hill\nAuditor\n\ncc Al Benn, Chief Clerk, Weir Commission"
    assert known(f"{head}\n\n{BODY}\n\n{BODY}\n\n{signed}\n", "b.txt").publisher == "HOLT AUDIT OFFICE"
