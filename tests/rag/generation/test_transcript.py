"""The record of an answer while a model writes it: what was shown is never changed, and markers count up."""

from hypothesis import given
from hypothesis import strategies as st
from pieces import HERALD, citation, evidence, turned

from rag.answering.compose import Draft
from rag.generation.transcript import Transcript
from rag.types import AnswerSentence, Metadata, Side
from rag.verification.gate import Passed

SUMMARY = Metadata(title="Rents in Leith", publisher="The Herald", date="2015-04-29", text_type="summary")


def passed(
    text: str, source: str, start: int = 0, attributed: bool = True, metadata: Metadata = HERALD
) -> Passed:
    """A model's sentence that rests on one source sentence."""
    found = evidence(source, start=start, metadata=metadata)
    return Passed(text, "paraphrase", "supported", (found,), attributed)


def quoting(source: str, start: int = 0, document: str = "herald") -> Passed:
    """A quotation that a model made."""
    return Passed(
        f"“{source}”", "quote", "verified", (evidence(source, start=start, document=document),), True
    )


def test_a_place_that_is_cited_again_keeps_its_marker() -> None:
    transcript = Transcript({}, 1000)
    transcript.written(passed("Rents rose.", "Rents rose in Leith."))
    transcript.written(passed("Pay fell.", "Pay fell.", start=40))
    transcript.written(passed("So rents went up.", "Rents rose in Leith."))
    assert [each.citations for each in transcript.sentences] == [(1,), (2,), (1,)]
    assert [each.marker for each in transcript.citations] == [1, 2]
    assert transcript.text == "Rents rose. [1] Pay fell. [2] So rents went up. [1]"


@given(st.lists(st.integers(0, 4), max_size=12))
def test_markers_count_up_from_one_and_each_is_used(places: list[int]) -> None:
    transcript = Transcript({}, 10_000)
    for number, place in enumerate(places):
        transcript.written(passed(f"Sentence {number}.", f"Source {place}.", start=100 * place))
    markers = [each.marker for each in transcript.citations]
    assert markers == list(range(1, len(set(places)) + 1))
    assert {marker for each in transcript.sentences for marker in each.citations} == set(markers)


def test_a_repeated_sentence_is_not_shown_twice() -> None:
    transcript = Transcript({}, 1000)
    assert transcript.written(passed("Rents rose.", "Rents rose.")) is not None
    assert transcript.written(passed("Rents rose.", "Rents rose.")) is None
    assert len(transcript.sentences) == 1


def test_a_sentence_that_does_not_name_its_speaker_is_led_in_once() -> None:
    spoken = evidence("We raised the rent.", speaker="Jo Hill")
    again = evidence("We had to.", start=60, speaker="Jo Hill")
    transcript = Transcript({}, 1000)
    for text, found in (("The rent was raised.", spoken), ("It was necessary.", again)):
        transcript.written(Passed(text, "paraphrase", "supported", (found,), attributed=False))
    first, second = (each.text for each in transcript.sentences)
    assert first.startswith("Jo Hill")
    assert first.endswith("The rent was raised.")
    assert second == "It was necessary."


def test_the_words_of_a_summary_are_led_in_as_ours() -> None:
    transcript = Transcript({}, 1000)
    transcript.written(passed("Rents rose.", "Rents rose.", metadata=SUMMARY))
    assert transcript.sentences[0].text == "Our summary of The Herald, 29 April 2015: Rents rose."


def test_no_more_of_an_original_is_quoted_than_allowed_but_the_first_quotation_always() -> None:
    transcript = Transcript({}, 10)
    assert transcript.written(quoting("Rents rose in Leith.")) is not None
    assert transcript.written(quoting("Pay fell in Leith.", start=40)) is None
    assert transcript.written(quoting("It rained.", document="other")) is not None


def test_quotations_that_follow_leave_out_what_is_cited_already() -> None:
    transcript = Transcript({}, 1000)
    transcript.written(passed("Rents rose.", "Rents rose in Leith."))
    held, new = citation("Rents rose in Leith."), citation("Pay fell.", start=60)
    draft = Draft(
        "answered",
        (
            AnswerSentence("The Herald: “Rents rose in Leith.”", "quote", "verified", (1,)),
            AnswerSentence("The Herald: “Pay fell.”", "quote", "verified", (2,)),
        ),
        (held, turned(new, marker=2)),
        sides=(Side("The Herald", (1, 2)),),
        warnings=("See [2].",),
    )
    assert transcript.quoted(draft, draft.sentences[0]) is None
    assert transcript.quoted(draft, draft.sentences[1]) is not None
    assert [each.marker for each in transcript.citations] == [1, 2]
    assert transcript.text.split("\n\n") == ["Rents rose. [1]", "The Herald: “Pay fell.” [2]"]
    assert transcript.sides(draft)[0].citations == (1, 2)
    assert transcript.warned(draft) == ("See [2].",)
