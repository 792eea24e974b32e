"""Sentences ranked by what they answer, with what they need to be understood."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from pieces import evidence

from rag.embedding.cross_encoder import CrossEncoder
from rag.judging.relevance import ranked
from rag.types import Metadata

MINUTES = Metadata(title="Dredging the approach to the pier", publisher="Isle Council")
FARES = Metadata(title="Fares next summer", publisher="Isle Council")


def test_the_sentence_that_answers_comes_before_one_with_more_of_the_words(encoder: CrossEncoder) -> None:
    shares_words = evidence("The mayor opened the library fair, and the town library band played again.", 2.5)
    answers = evidence("The library reopens to readers on the third of June.", 1.0, start=90)
    found = ranked("When does the library open again?", [shares_words, answers], encoder)
    assert found[0].text == answers.text
    assert all(each.relevance is not None for each in found)


def test_a_sentence_is_read_under_its_title_and_heading(encoder: CrossEncoder) -> None:
    text = "It would cost £2 million."
    about_fares = evidence(text, metadata=FARES, document="fares")
    about_dredging = evidence(text, metadata=MINUTES, document="minutes")
    found = ranked(
        "What would it cost to dredge the approach to the pier?", [about_fares, about_dredging], encoder
    )
    assert found[0].hit.metadata == MINUTES
    headed = evidence(text, metadata=Metadata(), heading="Dredging the approach to the pier")
    bare = evidence(text, metadata=Metadata(), start=50)
    found = ranked("What would it cost to dredge the approach to the pier?", [bare, headed], encoder)
    assert found[0].heading


def test_a_sentence_is_read_after_the_one_before_it(encoder: CrossEncoder) -> None:
    led = evidence("She promised to reopen it.", before="Jo Hill spoke of the swimming pool.")
    alone = evidence("She promised to reopen it.", start=60)
    found = ranked("Who promised to reopen the swimming pool?", [alone, led], encoder)
    assert found[0].before


def test_a_sentence_of_whoever_is_named_is_read_with_the_name(encoder: CrossEncoder) -> None:
    other = evidence("I have never liked the swimming pool.", speaker="Pat Lowe")
    asked = evidence("I have never liked the swimming pool much.", start=60, speaker="Jo Hill")
    question = "What does Jo Hill think of the swimming pool?"
    assert ranked(question, [other, asked], encoder)[0].sentence.speaker == "Jo Hill"
    apart = {each.text: each.relevance for each in ranked(question, [other, asked], encoder, speakers=False)}
    assert (apart[asked.text] or 0) < (ranked(question, [other, asked], encoder)[0].relevance or 0)


def test_a_short_reply_is_read_with_its_question_and_its_label(encoder: CrossEncoder) -> None:
    asked = "Q4 The Chair: Is the pool on the hill too cold for children?"
    reply = evidence("Jo Hill: I would not call it cold.", start=60, speaker="Jo Hill", before=asked)
    unasked = evidence(
        "Jo Hill: I would not call it cold.", start=160, speaker="Jo Hill", before="It rained."
    )
    tale = evidence("Children came to the hill by bus.", start=200)
    found = ranked(
        "Did Jo Hill admit that the pool is too cold for children?", [tale, unasked, reply], encoder
    )
    assert found[0] == replace(reply, relevance=found[0].relevance)
    by_start = {each.sentence.start: each.relevance or 0.0 for each in found}
    assert by_start[60] > by_start[160] + 4


def test_a_part_is_answered_only_by_what_is_about_the_whole(encoder: CrossEncoder) -> None:
    other = evidence("The bridge cost £5 million.")
    right = evidence("The report on the school cost £40,000.", start=50)
    question = "Who paid for the report on the school? how much did it cost"
    found = ranked(question, [other, right], encoder, "how much did it cost")
    assert found[0].text == right.text


def test_what_is_not_among_the_best_keeps_its_place_behind_them_unread(encoder: CrossEncoder) -> None:
    several = [
        evidence(f"Line {number} of the minutes.", 2 - number / 50, start=40 * number) for number in range(36)
    ]
    found = ranked("What does line 3 say?", several, encoder)
    assert sorted(each.text for each in found) == sorted(each.text for each in several)
    unread = [each for each in found if each.relevance is None]
    assert unread == [each for each in several if each in unread]
    assert len(unread) == 12


def test_only_the_best_are_read_a_second_time_without_the_sentence_before() -> None:
    class Counting:
        fingerprint = "counting"
        read: ClassVar[list[str]] = []

        def scores(self, query: str, texts: Sequence[str]) -> list[float]:
            self.read.extend(texts)
            return [-float(text[-1]) if text[-1].isdigit() else 0.0 for text in texts]

    several = [evidence(f"Line {number}", start=40 * number, before="Before.") for number in range(10)]
    found = ranked("Which line?", several, Counting())
    assert [each.text for each in found] == [f"Line {number}" for number in range(10)]
    assert sum("Before." in text for text in Counting.read) == 10
    assert sum("Before." not in text for text in Counting.read) == 8


def test_without_an_encoder_the_order_stays() -> None:
    several = [evidence("One."), evidence("Two.", start=9)]
    assert ranked("Which?", several, None) == tuple(several)
