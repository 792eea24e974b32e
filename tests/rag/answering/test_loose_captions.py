"""A caption that says loosely what the text says exactly is not quoted for it, and what it leaves out is told."""

from dataclasses import replace

from pieces import evidence

from rag.answering.captions import loose, speech_first, text_first
from rag.answering.citations import cite
from rag.types import Evidence, Metadata

EXACT = evidence("Traffic on the canal fell by up to 50 per cent last winter.", 1.0)
CAPTION = evidence("Canal traffic: a fall of 50 per cent last winter", 1.0, start=200, role="caption")


def test_a_caption_of_the_same_figure_gives_way_to_the_text() -> None:
    assert text_first([CAPTION, EXACT]) == [EXACT]


def test_a_caption_of_another_figure_stays() -> None:
    other = evidence("Canal traffic: a fall of 70 per cent last winter", 1.0, start=200, role="caption")
    assert text_first([other, EXACT]) == [other, EXACT]


def test_a_caption_stays_where_the_text_bears_on_the_question_far_less() -> None:
    weak = replace(EXACT, score=0.2)
    assert text_first([CAPTION, weak]) == [CAPTION, weak]


def test_a_heading_without_a_figure_gives_way_to_a_text_with_nearly_all_of_its_words() -> None:
    heading = evidence("Traffic on the canal fell", 1.0, start=200, role="heading")
    unlike = evidence("Traffic wardens on the quay were sacked", 1.0, start=300, role="heading")
    assert text_first([heading, unlike, EXACT]) == [unlike, EXACT]


def _note(caption: Evidence, body: Evidence) -> str:
    (found,) = loose([body], [body, caption])
    return found.note(cite(caption, 2, ()), cite(body, 1, ()))


def test_what_the_caption_leaves_out_is_told() -> None:
    assert _note(CAPTION, EXACT) == (
        "A picture caption in the same article says 50 per cent without “up to” [2]."
    )


def test_a_caption_of_another_paper_is_told_with_its_source() -> None:
    elsewhere = evidence(
        CAPTION.text, document="gazette", metadata=Metadata(publisher="The Gazette"), role="caption"
    )
    assert "in The Gazette, undated, says 50 per cent" in _note(elsewhere, EXACT)


def test_a_figure_that_is_qualified_alike_is_not_loose() -> None:
    alike = evidence("Canal traffic: a fall of up to 50 per cent", 1.0, start=200, role="caption")
    assert loose([EXACT], [EXACT, alike]) == ()


def test_direct_speech_comes_before_the_headline_that_quotes_it() -> None:
    headline = evidence("‘It was a pike’: angler tells of the bite", 1.0, role="heading")
    other = evidence(
        "“The lake is full of pike,” he said.", 0.9, start=100, speaker="Ole Berg", manner="direct"
    )
    said = evidence("“It was a pike.”", 0.4, start=200, speaker="Ida Moe", manner="direct")
    assert speech_first([headline, other]) == [headline, other]
    was_said = evidence("“It was a huge pike that bit.”", 0.4, start=300, speaker="Ida Moe", manner="direct")
    quoting = evidence("‘A huge pike’: angler tells of the bite", 1.0, role="heading")
    assert speech_first([quoting, other, was_said]) == [was_said, other]
    assert speech_first([other, said]) == [other, said]
