"""The earlier mails in a mail: who wrote which lines, and when."""

from pathlib import Path

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.readers import read

HEAD = (
    "From: Noor Haddad <noor@example.org>\nTo: Piet Stam <piet@example.net>\nSubject: Re: Gates\n"
    "Date: Thu, 14 May 2020 16:00:00 +0000\nContent-Type: text/{kind}; charset=utf-8\n\n"
)
GATES = ("The gates are rusting through.", "Piet Stam", "2020-05-13")
MONEY = ("There is no money for gates.", "Noor Haddad", None)
BODIES = {
    "marks": (
        "plain",
        "There is no money for gates.\n\nNoor\n\nOn Wed, 13 May 2020 at 15:20, "
        "Piet Stam <piet@example.net>\nwrote:\n\n"
        "> Dear Noor,\n>\n> The gates are rusting through.\n>\n> Piet\n",
    ),
    "below a head": (
        "plain",
        "There is no money for gates.\n\nKind regards\nNoor Haddad\nFinance\n\n-----Original Message-----\n"
        "From: Stam, Piet [mailto:piet@example.net]\nSent: Wednesday, May 13, 2020 3:20 PM\nTo: Noor Haddad\n"
        "Subject: Gates\n\nThe gates are rusting through.\n",
    ),
    "in German": (
        "plain",
        "There is no money for gates.\n\nAm 13. Mai 2020 um 15:20 schrieb Piet Stam <piet@example.net>:\n"
        "> The gates are rusting through.\n",
    ),
    "answers below": (
        "plain",
        "> On 13 May 2020, at 15:20, Piet Stam <piet@example.net> wrote:\n> \n> The gates are rusting through.\n\n"
        "There is no money for gates.\n",
    ),
    "a block of HTML": (
        "html",
        "<div>There is no money for gates.</div><div class=gmail_quote><div>On Wed, May 13, 2020 at 3:20 PM Piet "
        "Stam &lt;<a href='mailto:p@example.net'>p@example.net</a>&gt; wrote:<br></div><blockquote>"
        "<div>Dear Noor,<br><br>"
        "The gates are rusting through.</div></blockquote></div>",
    ),
    "a head of HTML": (
        "html",
        "<p>There is no money for gates.</p><div><p><b>From:</b> Stam, Piet &lt;p@example.net&gt; <br>"
        "<b>Sent:</b> 13 May 2020 15:20<br><b>To:</b> Noor Haddad<br><b>Subject:</b> Gates</p></div>"
        "<p>The gates are rusting through.</p>",
    ),
}


def said(name: str, content: str) -> list[tuple[str, str | None, str | None]]:
    """Each sentence that may be cited, with its speaker and day, without the subject."""
    parsed = parse(ReadingTask(name, content.encode()))
    return [
        (parsed.text[each.start : each.end], each.speaker, each.said_on)
        for each in parsed.sentences
        if each.role not in ("furniture", "heading")
    ]


@pytest.mark.parametrize("way", BODIES)
def test_each_mail_in_a_mail_has_its_writer_and_day(way: str) -> None:
    kind, body = BODIES[way]
    assert set(said("a.eml", HEAD.format(kind=kind) + body)) == {GATES, MONEY}


def test_lines_that_are_quoted_of_nobody_known_are_nobodys() -> None:
    found = said("a.eml", HEAD.format(kind="plain") + "> The gates are new.\n\nThey are not new.\n")
    assert found == [("The gates are new.", None, None), ("They are not new.", "Noor Haddad", None)]


def test_a_text_copied_from_a_mail_program_is_read_as_mails() -> None:
    text = (
        "From: Ann Lee\nSent: 3 June 2018 10:00\nTo: Bo Marsh\nSubject: The lamps\n\nThe lamps failed twice.\n\n"
        "From: Bo Marsh\nSent: 1 June 2018 09:00\nTo: Ann Lee\nSubject: The lamps\n\nThe lamps are fine.\n"
    )
    reading = read(Path("a.txt"), text.encode())
    assert (reading.metadata.title, reading.metadata.date) == ("The lamps", "2018-06-03")
    assert said("a.txt", text) == [
        ("The lamps failed twice.", "Ann Lee", "2018-06-03"),
        ("The lamps are fine.", "Bo Marsh", "2018-06-01"),
    ]


def test_a_text_that_only_speaks_of_mails_stays_a_text() -> None:
    text = "The minister wrote:\n\nFrom the start, nobody asked us. To: a fault, perhaps.\n\nDate: unknown."
    # What stands below "The minister wrote:" is the minister's; the lines with a colon are no head of a mail.
    assert {speaker for _, speaker, _ in said("a.txt", text)} == {None, "minister"}


def test_short_lines_of_a_mail_are_no_headings() -> None:
    body = "Hi all,\n\nThe gates stay open until May\n\nWe lost 90,000 pounds in 2018\n\n"
    body += "Kind regards\nNoor Haddad\nHead of Gates\n"
    blocks = read(Path("a.eml"), (HEAD.format(kind="plain") + body).encode()).blocks
    assert [block.text for block in blocks if block.role == "body"] == [
        "The gates stay open until May",
        "We lost 90,000 pounds in 2018",
    ]


def test_a_chat_is_what_its_writers_say_each_on_its_day() -> None:
    text = (
        "[13/05/2020, 18:03:22] Carla Boon: The lock was open\n[13/05/2020, 18:05:01] Ravi: Who had the key?\n"
        "[14/05/2020, 07:30:00] Carla Boon: Only Derek\nand the agency\n"
    )
    assert said("a.txt", text) == [
        ("The lock was open", "Carla Boon", "2020-05-13"),
        ("Who had the key?", "Ravi", "2020-05-13"),
        ("Only Derek", "Carla Boon", "2020-05-14"),
        ("and the agency", "Carla Boon", "2020-05-14"),
    ]


def test_a_day_in_figures_is_read_by_the_language_of_its_head() -> None:
    german = "Von: Bo Marsh <bo@m.example>\nGesendet: 10.03.2019 17:22\nBetreff: Lampen\n\nDie Lampen gehen."
    french = "Non.\n\nLe 10/03/2019 à 12:05, Bo Marsh <bo@m.example> a écrit :\n> Les lampes marchent."
    english = "No.\n\nOn 10/03/2019 at 12:05, Bo Marsh <bo@m.example> wrote:\n> The lamps work."
    days = [
        {day for _, who, day in said("a.txt", text) if who == "Bo Marsh"}
        for text in (german, french, english)
    ]
    assert days == [{"2019-03-10"}, {"2019-03-10"}, {None}]


def test_a_bare_name_greets_and_a_name_above_an_office_signs() -> None:
    body = "Colin\n\nI asked for the survey in March.\n\nNoor Haddad\nSecretary, Weir Residents\n"
    blocks = read(Path("a.eml"), (HEAD.format(kind="plain") + body).encode()).blocks
    assert [block.text for block in blocks if block.role == "body"] == ["I asked for the survey in March."]


WRAPPED = (
    "The discharge that was seen on Friday at gate 2\n{0}was cloudy, and there was silt in the weir box below it.\n"
    "{0}It had cleared by noon.\n"
)


@pytest.mark.parametrize("mark", ["", "> "])
def test_a_line_that_its_writer_broke_early_goes_on_in_the_next(mark: str) -> None:
    lead = (
        "See below.\n\nOn Wed, 13 May 2020 at 15:20, Piet Stam <piet@example.net> wrote:\n\n" if mark else ""
    )
    found = [
        text for text, *_ in said("a.eml", HEAD.format(kind="plain") + lead + mark + WRAPPED.format(mark))
    ]
    assert found[-2:] == [
        "The discharge that was seen on Friday at gate 2 was cloudy, and there was silt in the weir box below it.",
        "It had cleared by noon.",
    ]


@pytest.mark.parametrize(
    "below", ["", "Head of Gates, Holt River Board\n", "Gates\nHolt River Board\n01632 960 000\n"]
)
def test_a_name_with_an_office_below_is_a_signature_without_a_valediction(below: str) -> None:
    body = f"The gates are shut.\n\nNoor Haddad told me so herself.\n\nNoor Haddad\n{below}"
    found = [text for text, *_ in said("a.eml", HEAD.format(kind="plain") + body)]
    assert found == ["The gates are shut.", "Noor Haddad told me so herself."]


def test_a_programs_reply_in_somebodys_absence_is_told_as_one_and_short_names_sign() -> None:
    body = (
        "There is no money for gates.\n\nNo\n\n-----Original Message-----\nFrom: Piet Stam\n"
        "Sent: Wednesday, 13 May 2020 3:20 p.m.\nTo: Rosa Vink (Property, HRB)\nSubject: Gates\n\nMorning Rosa\n\n"
        "The gates are rusting through.\n\nPiti\n\nPiet Stam\nEngineer\n\n-----Automatic reply-----\n"
        "From: Rosa Vink (Property, HRB)\nSent: Wednesday, 13 May 2020 3:20 p.m.\nTo: Piet Stam\n"
        "Subject: Automatic reply: Gates\n\nI am on leave until June.\n"
    )
    parsed = parse(ReadingTask("a.eml", (HEAD.format(kind="plain") + body).encode()))
    found = {parsed.text[each.start : each.end]: each for each in parsed.sentences}
    assert found["I am on leave until June."].speaker == "Rosa Vink (automatic reply)"
    assert (found["The gates are rusting through."].speaker, found["No"].speaker) == (
        "Piet Stam",
        "Noor Haddad",
    )
    assert [found[each].role for each in ("Morning Rosa", "Piti")] == ["furniture"] * 2


def test_each_mail_may_be_marked_once_more_than_the_last_below_a_head_without_marks() -> None:
    body = (
        "I got one thing wrong.\n\nOn Tue, 12 May 2020 at 17:40, Piet Stam "
        "<piet@example.net> wrote:\n\n> Who signed it?\n\n"
        "On Mon, 11 May 2020 at 22:51, heron77@example.org wrote:\n\n>> Ida Crane signed the paper.\n>>\n"
        '>> They told you in March: "the gates are safe by design".\n'
    )
    head = HEAD.format(kind="plain").replace("Noor Haddad <noor@example.org>", "heron77@example.org")
    assert said("a.eml", head + body)[-2:] == [
        ("Ida Crane signed the paper.", "heron77@example.org", "2020-05-11"),
        ('They told you in March: "the gates are safe by design".', "heron77@example.org", "2020-05-11"),
    ]
