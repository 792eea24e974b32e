"""A revised answer: markers count up, lead-ins are told once, and a model's own words are nobody else's."""

from hypothesis import given
from hypothesis import strategies as st
from pieces import HERALD, citation, evidence, turned

from rag.answering.compose import Draft
from rag.generation.transcript import Transcript
from rag.types import AnswerSentence, Metadata, Side

SUMMARY = Metadata(title="Rents in Leith", publisher="The Herald", date="2015-04-29", text_type="summary")


def test_a_place_is_quoted_once() -> None:
    transcript = Transcript({}, 1000)
    assert transcript.quoted(evidence("Rents rose."))
    assert not transcript.quoted(evidence("Rents rose."))
    assert len(transcript.sentences) == 1


@given(st.lists(st.integers(0, 4), max_size=12))
def test_markers_count_up_from_one_and_each_is_used(places: list[int]) -> None:
    transcript = Transcript({}, 10_000)
    for place in places:
        transcript.quoted(evidence(f"Source {place}.", start=100 * place))
    markers = [each.marker for each in transcript.citations]
    assert markers == list(range(1, len(set(places)) + 1))
    assert {marker for each in transcript.sentences for marker in each.citations} == set(markers)


def test_the_lead_in_is_told_once_for_sentences_of_one_source() -> None:
    transcript = Transcript({}, 1000)
    transcript.quoted(evidence("We raised the rent.", speaker="Jo Hill"))
    transcript.quoted(evidence("We had to.", start=60, speaker="Jo Hill"))
    first, second = (each.text for each in transcript.sentences)
    assert first.startswith("Jo Hill")
    assert first.endswith("“We raised the rent.”")
    assert second == "“We had to.”"


def test_a_short_reply_is_led_in_by_its_question() -> None:
    transcript = Transcript({}, 1000)
    asked = "Q3 The Chair: Did rents rise?"
    transcript.quoted(evidence("No.", before=asked, manner="direct", speaker="Jo Hill"))
    assert transcript.sentences[0].text.startswith("Asked “Did rents rise?”, Jo Hill")


def test_no_more_of_an_original_is_quoted_than_allowed_but_the_first_quotation_always() -> None:
    transcript = Transcript({}, 10)
    assert transcript.quoted(evidence("Rents rose in Leith."))
    assert not transcript.quoted(evidence("Pay fell in Leith.", start=40))
    assert not transcript.quoted(evidence("It rained and rained.", document="other"))


def test_a_model_s_words_have_their_evidence_under_them_and_no_speaker_before_them() -> None:
    transcript = Transcript({}, 1000)
    found = (evidence("Rents rose.", speaker="Jo Hill"), evidence("Pay fell.", start=40, metadata=SUMMARY))
    transcript.worded("Rents went up as pay went down.", "supported", found)
    worded, *quoted = transcript.sentences
    assert worded.worded
    assert worded.text == "Rents went up as pay went down."
    assert worded.citations == (1, 2)
    assert [each.citations for each in quoted] == [(1,), (2,)]
    assert not any(each.worded for each in quoted)
    assert quoted[0].text.startswith("Jo Hill")
    assert transcript.text.split("\n\n")[0] == "Worded by the model: Rents went up as pay went down. [1][2]"


def test_what_is_kept_of_the_first_answer_has_new_markers_and_its_lead_in() -> None:
    transcript = Transcript({}, 1000)
    transcript.quoted(evidence("Rents rose in Leith."))
    held, new = citation("Rents rose in Leith."), citation("Pay fell.", start=60)
    draft = Draft(
        "answered",
        (
            AnswerSentence("The Herald, 3 May 2021: “Rents rose in Leith.”", "quote", "verified", (1,)),
            AnswerSentence("“Pay fell.”", "quote", "verified", (2,), (1, 4)),
        ),
        (held, turned(new, marker=2)),
        sides=(Side("The Herald", (1, 2)),),
        warnings=("See [2].",),
    )
    assert not transcript.kept(draft, draft.sentences[0])
    assert transcript.kept(draft, draft.sentences[1])
    assert [each.marker for each in transcript.citations] == [1, 2]
    kept = transcript.sentences[1]
    assert kept.answers is not None
    assert kept.text[slice(*kept.answers)] == "Pay"
    assert transcript.sides(draft)[0].citations == (1, 2)
    assert transcript.warned(draft) == ("See [2].",)
    assert str(HERALD.publisher) in transcript.text
