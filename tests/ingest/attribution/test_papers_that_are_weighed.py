"""Papers and words that a sentence only speaks of, things that do not speak, and who asks on a page of questions."""

from pathlib import Path

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.metadata.bylines import author_of
from ingest.readers import read

# Each list in two halves: the first was looked at while the rule was made, the second only afterwards.
WEIGHED = (
    "The review prefers the note that Tuhiwai made to what he said later.",
    "The panel prefers the entry that Marsh wrote.",
    "The review prefers the note that Mr Tuhiwai wrote at the time.",
    "The inquiry relies on the record that Odell kept in March.",
    "The report sets the entry that Marsh wrote in the log above his later letter.",
    "The auditor doubts the list that Ms Benn wrote in the shed.",
    "The coroner set the sketch that Hale drew beside what she told the driver.",
    "The arbiter gives more weight to the memo that Farrow wrote on Friday.",
    "The surveyor compared the plan that Deeks drew with what the mason said in June.",
    "The trust has lost the letter that Dr Voss wrote to the mayor.",
)
THINGS = (
    "Silt has reduced this, and we estimate that a third is lost.",
    "Ivy has covered the sign, and we recommend that it be cut back.",
    "Rust weakened the bolts, and we found that two had gone.",
    "Demand has doubled, and we expect fares to rise.",
    "Fog delayed the crossing, but we believe that the boat left at six.",
    "Moss blocked the gutter, so we conclude that the wall was wet before May.",
    "Thatch burns fast, and we warn that the barn has no second door.",
    "Gravel fills the ford each winter, and we advise, as before, a footbridge.",
    "Traffic has grown since, and we propose that the lane be closed.",
    "Damp reached the archive, and we reported in June that two boxes were spoilt.",
)
_PERSONAL = """

How did it begin?

I was asked to look at the roof one morning. I said that I would do it.

What did you find?

I found the beams were rotten. We had to close it at once.

Did your family help?

My brother did. I could not have paid for it.

What comes next for you?

I want to retire. I have earned it.
"""
_OFFICIAL = """

How do I apply?

Fill in the form and send it to the office. We answer within ten days.

Who may apply?

Anyone who lives in the town.

What does it cost?

The licence costs nine pounds for a year.

When are you open?

The office is open on weekdays from nine to five.
"""
ASKERS = (
    ("The man who saved the hall\n\nArthur Benn mended it. He talked to Julia Marsh at home.", "Julia Marsh"),
    ("Five questions for Ines Farrow\n\nOur reporter spoke to Ines Farrow on Tuesday.", None),
    ("Questions about the roof\n\nThe Gazette talked to Ines Farrow, who leads the works.", None),
    ("Interview: Ines Farrow\n\nPaul Deeks spoke to Ines Farrow about the roof.", None),
    ("The keeper of the beams\n\nIn March I talked to Ines Farrow in her kitchen.", None),
    ("A roof of her own\n\nThe carpenter Ines Farrow sat down with Paul Deeks last week.", "Paul Deeks"),
    ("Ines Farrow: beams and bread\n\nShe spoke with Paul Deeks about money and age.", "Paul Deeks"),
    ("Under the slates\n\nOur northern correspondent sat down with Ines Farrow.", None),
    ("Last of the thatchers\n\nWe spoke to Orla Brandt at her yard.", None),
    ("Orla Brandt, thatcher\n\nThe editor in conversation with Orla Brandt.", None),
)
OFFICIAL = (
    "Your questions answered\n\nCouncillor Marta Voss spoke to Daniel Reed of the trust in June.",
    "Fishing: questions and answers\n\nThe warden spoke to Hemi Oakes before the season began.",
    "Parking permits\n\nThe manager talked to Ann Lee of the residents' group about these answers.",
    "Allotments: what you asked\n\nThe clerk sat down with Bram Oduya to write this page.",
    "The new bins\n\nCouncil staff spoke with Zora Quist of Fern Street before the round changed.",
)


@pytest.mark.parametrize("text", WEIGHED)
@pytest.mark.parametrize("kind", ["original", "summary"])
def test_a_paper_that_somebody_made_is_no_speech_where_it_is_only_weighed(text: str, kind: str) -> None:
    head = f"---\npublisher: Lake Board\ntext_type: {kind}\n---\n\nThe lake was drained in May.\n\n"
    parsed = parse(ReadingTask("a.md", (head + text).encode()))
    said = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    named = {word.strip(".") for word in text.split()[1:] if word[0].isupper()}
    speaker = said[text]
    assert speaker is not None
    assert named.isdisjoint(speaker.split())


@pytest.mark.parametrize("text", THINGS)
def test_a_thing_that_opens_a_sentence_of_the_writers_does_not_speak(text: str) -> None:
    head = "---\npublisher: Lake Board\n---\n\nAnn Orr, the engineer, said the lake was full.\n\n"
    parsed = parse(ReadingTask("a.md", (head + text).encode()))
    said = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert said[text] == "Lake Board"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The road was shut for what the council said was a fault in the wall.", "council"),
        ("The club has the note that Hill wrote: “It was shut all night.”", "Hill"),
        ("Hill complained of what she called “a farce from start to end”.", "Hill"),
        ("It was in the letter that Hill wrote that the gate had been shut.", "Hill"),
    ],
)
def test_what_is_passed_on_of_a_paper_stays_its_makers(text: str, speaker: str) -> None:
    parsed = parse(ReadingTask("a.md", f"Ann Hill leads the club. She is 45.\n\n{text}".encode()))
    said = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert speaker in str(said[text])


@pytest.mark.parametrize(("head", "author"), ASKERS)
def test_the_questioner_is_not_the_one_who_answers(head: str, author: str | None) -> None:
    assert author_of(read(Path("a.txt"), (head + _PERSONAL).encode()).blocks) == author


@pytest.mark.parametrize("head", OFFICIAL)
def test_a_page_of_questions_that_no_one_person_answers_has_no_interviewer(head: str) -> None:
    assert author_of(read(Path("a.txt"), (head + _OFFICIAL).encode()).blocks) is None
