from rag.storage.revision.passage_context import header
from rag.types import Metadata


def test_a_header_is_one_line_of_title_publisher_and_date() -> None:
    known = Metadata(title="Rents rise in Leith", publisher="The Herald", date="2015-04-29")
    assert header(known) == "Rents rise in Leith. The Herald, 29 April 2015.\n"


def test_what_is_unknown_is_left_out() -> None:
    assert header(Metadata(publisher="The Herald")) == "The Herald.\n"
    assert header(Metadata(title="Who pays?")) == "Who pays?\n"
    assert header(Metadata()) == ""


def test_an_endless_title_is_cut_between_words() -> None:
    line = header(Metadata(title="word " * 100))
    assert len(line) <= 202
    assert line == " ".join(["word"] * line.count("word")) + ".\n"
