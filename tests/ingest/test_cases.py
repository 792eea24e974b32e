"""The 22 small inputs on which the service once failed, read where they lie beside the project; each a kind of fault.

Tests of the same kinds, with files of our own, stand beside the parts that they test.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.isolation.parsed import Parsed, ReadingTask, parse
from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.storage.stores import Stores
from rag.types import Answer

Ask = Callable[[str, str], Answer]
READ = {"body", "item", "row", "caption"}


@pytest.fixture(scope="session")
def cases(shared: Path) -> Path:
    return shared / "cases" / "files"


@pytest.fixture
def ask(cases: Path, service_over: Callable[..., Service]) -> Ask:
    """Ask a question of the files of one case."""

    def asked(case: str, question: str) -> Answer:
        return service_over(folder(cases, case)).pipeline.answer(Question(question))

    return asked


def folder(cases: Path, case: str) -> Path:
    (found,) = cases.glob(f"{case}-*")
    return found


def parsed(cases: Path, case: str, name: str) -> Parsed:
    path = folder(cases, case) / name
    return parse(ReadingTask(path.name, path.read_bytes()))


def cited(each: Parsed) -> list[str]:
    """What may be cited of a document's body."""
    return [each.text[s.start : s.end] for s in each.sentences if s.role in READ]


def said(each: Parsed) -> dict[str, tuple[str | None, str | None]]:
    """The speaker and the day of each sentence that may be cited."""
    return {each.text[s.start : s.end]: (s.speaker, s.said_on) for s in each.sentences if s.role in READ}


def quotes(answer: Answer) -> list[tuple[str, str | None]]:
    return [(each.quote, each.speaker) for each in answer.citations]


def test_01_each_mail_in_a_mail_is_its_writers(cases: Path, ask: Ask) -> None:
    reply = said(parsed(cases, "01", "reply.eml"))
    assert reply == {
        "I do not agree.": ("Dana Whitlock", None),
        "The winter ferry carries 140 passengers a day and should stay.": ("Dana Whitlock", None),
        "The winter ferry is a waste of public money.": ("Peter Ashgrove", "2019-03-04"),
        "It loses 90,000 pounds a year.": ("Peter Ashgrove", "2019-03-04"),
        "We should cancel it in October.": ("Peter Ashgrove", "2019-03-04"),
        "The harbour board has agreed to pay half of the loss.": ("Ruth Calder", "2019-03-03"),
    }
    outlook = said(parsed(cases, "01", "outlook.eml"))
    assert outlook["I cannot support this."] == ("Dana Whitlock", None)
    assert outlook["It loses 90,000 pounds a year."] == ("Peter Ashgrove", "2019-03-04")
    for party in ("Dana Whitlock", "Peter Ashgrove"):
        found = quotes(ask("01", f"What did {party} say about the winter ferry?"))
        assert found
        assert {speaker for _, speaker in found} == {party}


def test_02_the_lines_of_a_paragraph_are_joined_however_the_page_is_set(cases: Path) -> None:
    names = ["one-column", "one-column-with-one-long-line", "two-columns-alone", "two-columns-under-a-title"]
    found = [set(cited(parsed(cases, "02", f"{name}.pdf"))) for name in names]
    assert found[0] == found[2]
    assert found[0] <= found[1]
    assert found[0] <= found[3]
    assert all(each.endswith(".") for each in found[0])


def test_03_a_programs_day_is_nobodys(cases: Path) -> None:
    assert parsed(cases, "03", "ferry-review.docx").metadata.date is None


def test_04_automatic_numbers_stand_in_the_text(cases: Path) -> None:
    found = cited(parsed(cases, "04", "statement.docx"))
    assert [each.split()[0] for each in found] == ["1.", "2.", "3."]
    assert "2. The board met on 3 March 2019." in found


def test_05_what_was_filled_in_is_behind_its_label(cases: Path) -> None:
    found = cited(parsed(cases, "05", "complaint-form.pdf"))
    assert "Your name: Peter Ashgrove" in found
    assert "What happened: The ferry left forty minutes early on 3 March 2019." in found


@pytest.mark.parametrize("name", ["strict.docx", "template.dotx", "with-macros.docm"])
def test_06_all_kinds_of_word_files_are_read(cases: Path, name: str) -> None:
    assert cited(parsed(cases, "06", name)) == ["The winter ferry carried 140 passengers a day in 2024."]


def test_07_a_name_is_no_more_than_the_name(cases: Path) -> None:
    honours, bridge = said(parsed(cases, "07", "honours.md")), said(parsed(cases, "07", "bridge.md"))
    assert honours['"I knew nothing of the contract," said Prince Oswin on Monday.'][0] == "Prince Oswin"
    assert {speaker for speaker, _ in bridge.values()} == {"Harlow", None}


def test_08_figures_of_two_things_do_not_disagree(ask: Ask) -> None:
    answer = ask("08", "How many passengers did the south quay ferry carry a day?")
    assert "77" in answer.text
    assert answer.warnings == ()


@pytest.mark.parametrize(
    "question",
    [
        "By how much did workloads grow after the inadequate judgement?",
        "By how mcuh did workloads grow after the inadequate judgment?",
    ],
)
def test_09_spellings_and_slips_do_no_harm(ask: Ask, question: str) -> None:
    assert any("30 per cent" in quote for quote, _ in quotes(ask("09", question)))


def test_09_a_name_without_its_accents_is_found(ask: Ask) -> None:
    assert "José Müller-Ortíz" in {
        speaker for _, speaker in quotes(ask("09", "What did Jose Muller-Ortiz say?"))
    }


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many documents mention the crew?", "2"),
        ("How many times is the crew mentioned?", "3"),
        ("Which documents do not mention the crew?", "Paper two"),
    ],
)
def test_10_what_is_counted_is_counted(ask: Ask, question: str, told: str) -> None:
    assert re.search(rf"\b{told}\b", ask("10", question).text)


def test_11_a_page_that_a_script_builds_is_told_to_be_one(cases: Path) -> None:
    (warning,) = parsed(cases, "11", "page.html").warnings
    assert "script" in warning
    assert "print it to PDF" in warning


def test_12_what_was_not_read_is_named_and_the_rest_knows_its_mail(cases: Path, stores: Stores) -> None:
    outcome = sync(stores, [folder(cases, "12")])
    assert any("figures.xlsx" in each["path"] for each in outcome.failed)
    note = next(each for each in stores.library.holdings() if each.path.endswith("note.txt"))
    assert note.metadata.title == "note.txt, attached to Dana Whitlock’s mail of 5 March 2019"


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("cms-name-as-headline", None),
        ("placeholder-author", None),
        ("publisher-as-author", "Anna Venn"),
        ("view-all-posts", "Anna Venn"),
    ],
)
def test_13_title_and_author_are_those_of_the_page(cases: Path, name: str, author: str | None) -> None:
    found = parsed(cases, "13", f"{name}.html").metadata
    assert (found.title, found.author) == ("Ferry stays until October", author)
    assert found.publisher in ("Tallow Gazette", None)


def test_14_heading_byline_and_paragraphs_stand_apart(cases: Path) -> None:
    blocks = parsed(cases, "14", "statement.html").text.split("\n\n")
    assert blocks[:2] == ["Statement on the winter ferry", "By Anna Venn"]
    assert blocks[2].startswith("The board regrets the delay of 3 March.")
    assert len(blocks) == 4


def test_15_contents_and_running_heads_are_not_cited(cases: Path) -> None:
    found = cited(parsed(cases, "15", "review.pdf"))
    assert found
    assert not [each for each in found if "Chapter" in each or ". . ." in each or "Contents" in each]


def test_16_what_a_browser_does_not_show_is_left_out(cases: Path) -> None:
    text = parsed(cases, "16", "page.html").text
    assert "stay for another year" in text
    assert "sunk" not in text


def test_17_short_lines_of_a_mail_are_its_senders_words(cases: Path) -> None:
    assert said(parsed(cases, "17", "news.eml")) == {
        "The ferry will stay until May": ("Anna Venn", None),
        "We lost 90,000 pounds in 2018": ("Anna Venn", None),
    }


def test_18_each_letter_is_its_signers(cases: Path, ask: Ask) -> None:
    assert {speaker for speaker, _ in said(parsed(cases, "18", "letters.html")).values()} == {
        "Peter Ashgrove",
        "Dana Whitlock",
    }
    found = quotes(ask("18", "What does Dana Whitlock say about the ferry?"))
    assert ("The ferry must stay for their sake alone.", "Dana Whitlock") in found
    assert {speaker for _, speaker in found} == {"Dana Whitlock"}


def test_19_each_entry_of_a_live_page_keeps_its_time_and_place(cases: Path) -> None:
    each = parsed(cases, "19", "live.html")
    places = [
        each.text.index(words) for words in ("Live: the ferry vote", "10:05", "11:40", "13 March, 09:00")
    ]
    assert places == sorted(places)
    days = {day for sentence, (_, day) in said(each).items() if "promise back" in sentence}
    assert days == {"2019-03-13"}


def test_20_what_nobody_said_has_no_speaker(cases: Path) -> None:
    assert {speaker for speaker, _ in said(parsed(cases, "20", "guests.txt")).values()} == {None}
    assert {speaker for speaker, _ in said(parsed(cases, "20", "references.md")).values()} == {None}
    thread = said(parsed(cases, "20", "thread.txt"))
    spoken = {sentence: speaker for sentence, (speaker, _) in thread.items() if speaker is not None}
    assert spoken == {"The winter ferry is a waste of public money.": "Peter Ashgrove"}


def test_21_two_texts_of_one_name_are_two_documents(cases: Path, stores: Stores) -> None:
    sync(stores, [folder(cases, "21")])
    titles = {each.metadata.title for each in stores.library.holdings()}
    assert titles == {"Minutes of May", "Minutes of June"}


def test_22_an_untitled_paper_is_called_by_its_files_name(ask: Ask) -> None:
    answer = ask("22", "How many passengers did the winter ferry carry a day?")
    assert [each.title for each in answer.citations] == ["one.txt"]
    assert "one.txt" in answer.text
    assert "untitled" not in answer.text
