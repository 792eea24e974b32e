"""Evidence in, an answer out: what is chosen, in what order, how it is led in, and how much of a source is quoted."""

import pytest
from pieces import evidence

from rag.answering.compose import Writer, answer_by_party, answer_plainly, with_missing
from rag.answering.positions import Stand
from rag.answering.selection import chosen, grouped
from rag.parties.parties import Party
from rag.question.analysis import Asked
from rag.types import Metadata

SUMMARY = Metadata(title="Rents", publisher="The Gazette", date="2015-05-02", text_type="summary")
COUNCIL = Party("The council", "council", ("council",), frozenset({"council"}), frozenset({"d0"}))
TENANTS = Party("The tenants", "tenants", ("tenants",), frozenset({"tenants"}), frozenset({"d0"}))
PLENTY = 10_000
LIST = Asked("List what they ask for.", (), (), (), None, (), "list", False)


def test_the_best_sentence_is_quoted_led_in_by_its_source() -> None:
    draft = answer_plainly([evidence("The pier is closed.")], {"herald": ()}, PLENTY)
    assert draft.status == "answered"
    assert draft.text == "The Herald, 29 April 2015: “The pier is closed.” [1]"
    (sentence,) = draft.sentences
    assert (sentence.kind, sentence.support, sentence.citations) == ("quote", "verified", (1,))


def test_a_summary_is_paraphrase_without_quotation_marks() -> None:
    found = evidence("Rents rose.", metadata=SUMMARY, speaker="council", said_via="The Gazette")
    draft = answer_plainly([found], {"herald": ()}, PLENTY)
    assert draft.text == "Our summary of The Gazette, 2 May 2015: Rents rose. [1]"
    assert draft.sentences[0].kind == "paraphrase"


def test_a_lead_in_is_not_repeated_where_the_same_source_goes_on() -> None:
    several = [evidence("The pier is closed.", start=0), evidence("Nobody knew.", 0.9, start=40)]
    draft = answer_plainly(several, {"herald": ()}, PLENTY)
    assert [each.text for each in draft.sentences] == [
        "The Herald, 29 April 2015: “The pier is closed.”",
        "“Nobody knew.”",
    ]


def test_a_short_reply_is_led_in_by_its_question() -> None:
    before = "Q3 The Chair: How many piers did you see?"
    reply = evidence("Dr Orr: None.", before=before, manner="direct", speaker="Mary Orr")
    draft = answer_plainly([reply], {"herald": ()}, PLENTY)
    assert (
        draft.sentences[0].text
        == "Asked “How many piers did you see?”, Mary Orr, The Herald, 29 April 2015: “None.”"
    )


def test_what_bears_on_the_question_much_less_than_the_best_is_left_out() -> None:
    found = chosen([evidence("Rain fell.", 2.0), evidence("Snow lay.", 1.9), evidence("Fog hid it.", 0.9)])
    assert [each.text for each in found] == ["Rain fell.", "Snow lay."]
    ranked = [
        evidence(text, relevance=logit, start=20 * number)
        for number, (text, logit) in enumerate(
            [("Rain fell.", 7.0), ("Snow lay.", 5.5), ("Fog hid it.", 1.0)]
        )
    ]
    unread = evidence("Hail broke it.", 9.0, start=80)
    assert [each.text for each in chosen([*ranked, unread])] == ["Rain fell.", "Snow lay."]


def test_at_most_five_sentences_are_chosen() -> None:
    names = "Ann Ben Cyd Dot Eva Flo Gus".split()
    assert (
        len(chosen([evidence(f"{name} spoke of {name}land.", start=50 * n) for n, name in enumerate(names)]))
        == 5
    )


def test_a_thing_is_said_once_though_a_caption_or_a_reprint_says_it_again() -> None:
    once = evidence("Dredging could cut cancellations by 40 per cent.")
    again = evidence("Dredging would cut cancellations by 40 per cent.", 0.99, document="other")
    assert chosen([once, again]) == [once]


def test_sentences_that_differ_in_a_figure_or_a_denial_are_two_things() -> None:
    one = evidence("214 sailings were cancelled last winter.")
    other_figure = evidence("187 sailings were cancelled last winter.", 0.99, start=90)
    denied = evidence("214 sailings were not cancelled last winter.", 0.98, start=180)
    assert chosen([one, other_figure, denied]) == [one, other_figure, denied]


def test_after_the_best_the_rest_of_its_source_follows_in_the_order_of_the_text() -> None:
    best = evidence("Third.", 1.0, start=30)
    order = grouped(
        [
            best,
            evidence("Other.", 0.9, document="b"),
            evidence("Second.", 0.8, start=20),
            evidence("First.", 0.7),
        ]
    )
    assert [each.text for each in order] == ["Third.", "First.", "Second.", "Other."]


def test_sentences_of_two_speakers_in_one_paper_are_led_in_apart() -> None:
    several = [
        evidence("We are sorry.", speaker="council spokesman", said_via="The Herald"),
        evidence("We are not.", 0.9, start=40, speaker="tenants", said_via="The Herald"),
    ]
    texts = [each.text for each in answer_plainly(several, {"herald": ()}, PLENTY).sentences]
    assert texts[0].startswith("Council spokesman, in The Herald")
    assert texts[1].startswith("Tenants, in The Herald")


def test_of_one_original_only_so_much_is_quoted_but_its_first_sentence_always() -> None:
    several = [
        evidence("a" * 60, 1.0),
        evidence("b" * 60, 0.99, start=70),
        evidence("c" * 30, 0.98, start=140),
    ]
    draft = answer_plainly(several, {"herald": ()}, 100)
    assert [each.quote[0] for each in draft.citations] == ["a", "c"]
    assert [each.marker for each in draft.citations] == [1, 2]
    assert len(answer_plainly(several[:1], {"herald": ()}, 10).citations) == 1


def test_the_limit_is_each_originals_own_and_none_for_our_summaries() -> None:
    several = [
        evidence("a" * 60),
        evidence("b" * 60, 0.99, document="other"),
        evidence("c" * 200, 0.98, document="ours", metadata=SUMMARY),
    ]
    draft = answer_plainly(several, {"herald": (), "other": (), "ours": ()}, 70)
    assert len(draft.citations) == 3


def test_the_writer_says_where_nothing_more_of_a_source_is_quoted() -> None:
    writer = Writer({"herald": ()}, 50)
    assert writer.quote(evidence("a" * 40)) == 1
    assert writer.quote(evidence("b" * 40, start=50)) is None
    assert [each.citations for each in writer.sentences] == [(1,)]


def test_a_list_is_given_whole_where_one_is_asked_for() -> None:
    several = [
        evidence("We ask for two things:", 1.0),
        evidence("a bed", 0.3, start=30, role="item"),
        evidence("a second ship", 0.2, start=40, role="item"),
    ]
    quotes = [each.quote for each in answer_plainly(several, {"herald": ()}, PLENTY, LIST).citations]
    assert quotes == ["We ask for two things:", "a bed", "a second ship"]


def test_each_party_is_heard_in_turn() -> None:
    said = evidence("We are sorry.", speaker="council", said_via="The Herald")
    claimed = evidence("They are not.", start=40, speaker="tenants", said_via="The Herald")
    draft = answer_by_party(
        [Stand(COUNCIL, (said,), False), Stand(TENANTS, (claimed,), False)], {"herald": ()}, PLENTY
    )
    assert draft.status == "answered"
    assert [(side.party, side.citations, side.silent) for side in draft.sides] == [
        ("The council", (1,), False),
        ("The tenants", (2,), False),
    ]
    assert draft.sentences[1].text.startswith("The tenants: Tenants, in The Herald, 29 April 2015:")


def test_a_silent_party_is_said_to_be_silent_and_what_comes_nearest_is_no_part_of_its_side() -> None:
    said = evidence("We are sorry.", speaker="council", said_via="The Herald")
    near = evidence("It rained.", start=40, speaker="tenants", said_via="The Herald")
    draft = answer_by_party(
        [Stand(COUNCIL, (said,), False), Stand(TENANTS, (near,), True)], {"herald": ()}, PLENTY
    )
    assert draft.status == "partial"
    silence = next(each for each in draft.sentences if each.kind == "silence")
    assert silence.text == "The tenants: nothing on this point in these documents."
    assert silence.citations == ()
    assert draft.sides[1].silent
    assert draft.sides[1].citations == ()
    assert draft.sentences[-1].text.startswith("Nearest: ")
    assert "[" not in silence.text


def test_all_that_a_silent_party_says_anywhere_is_called_so() -> None:
    near = evidence("It rained.", speaker="tenants", said_via="The Herald")
    draft = answer_by_party([Stand(TENANTS, (near,), True, whole=True)], {"herald": ()}, PLENTY)
    assert draft.sentences[1].text.startswith("All that is quoted of it: ")


def test_markers_stand_in_the_text_after_the_sentences_that_they_bear() -> None:
    several = [evidence("The pier is closed."), evidence("Nobody knew of it.", 0.9, start=40)]
    draft = answer_plainly(several, {"herald": ()}, PLENTY)
    assert draft.text.split("\n\n") == [f"{s.text} [{n}]" for n, s in enumerate(draft.sentences, 1)]


def test_the_words_that_answer_are_marked_in_the_sentence_as_shown() -> None:
    asked = Asked("When was it shut?", (), (), (), None, (), "date", False)
    draft = answer_plainly([evidence("The pier was shut on 3 May 2015.")], {"herald": ()}, PLENTY, asked)
    (sentence,) = draft.sentences
    assert sentence.answers is not None
    assert sentence.text[sentence.answers[0] : sentence.answers[1]] == "3 May 2015"


def test_of_what_is_near_at_most_three_sentences_are_shown_where_something_is_missing() -> None:
    several = [
        evidence(f"{name} spoke of {name}land.", start=50 * n, relevance=3.0 - n / 4)
        for n, name in enumerate("Ann Ben Cyd Dot".split())
    ]
    draft = answer_plainly(several, {"herald": ()}, PLENTY, missing=("why",))
    assert len(draft.citations) == 3


def test_a_list_that_comes_near_is_not_shown_whole_where_something_is_missing() -> None:
    shelf = [evidence("The pier needs these repairs:", relevance=1.0)]
    shelf += [
        evidence(f"plank {number}", relevance=-3.0, start=40 + 10 * number, role="item")
        for number in range(6)
    ]
    assert len(answer_plainly(shelf, {"herald": ()}, PLENTY).citations) == 1 + 6
    near = answer_plainly(shelf, {"herald": ()}, PLENTY, missing=("the sum",), perhaps=("the sum",))
    assert len(near.citations) <= 3


@pytest.mark.parametrize(
    ("missing", "perhaps", "told"),
    [
        ("why", False, "Not found in these documents: why."),
        ("why", True, "These documents may not say: why."),
        ("a plain answer", True, "These documents may not answer this plainly."),
    ],
)
def test_what_is_missing_and_what_may_be_are_told_apart(missing: str, perhaps: bool, told: str) -> None:
    found = [evidence("The pier was shut because of rot.", relevance=1.0)]
    draft = answer_plainly(found, {"herald": ()}, PLENTY, missing=(missing,), perhaps=(missing,) * perhaps)
    assert (draft.status, draft.sentences[0].text) == ("partial", told)
    assert with_missing(draft, ("who",)).sentences[0].text == f"Not found in these documents: {missing}; who."
    assert len(with_missing(draft, ("who",)).sentences) == len(draft.sentences)


def test_a_part_that_is_not_found_is_told_apart_from_one_that_may_be() -> None:
    found = [evidence("The pier was shut because of rot.", relevance=1.0)]
    draft = answer_plainly(found, {"herald": ()}, PLENTY, missing=("who", "why"), perhaps=("why",))
    assert draft.sentences[0].text == "Not found in these documents: who. These documents may not say: why."
    assert draft.missing == ("who", "why")


def test_a_side_is_named_once_whatever_form_of_its_name_its_lead_in_has() -> None:
    orr = Party("Mary Orr", "Mary Orr", ("Mary Orr", "M. Orr"), frozenset({"M. Orr"}), frozenset({"d0"}))
    board = Party(
        "Harbour Board", "Harbour Board", ("Harbour Board", "HB"), frozenset({"HB"}), frozenset({"d0"})
    )
    told = [
        evidence(f"{name} said no.", start=40 * n, speaker=name, said_via="The Herald", document=name)
        for n, name in enumerate(("M. Orr", "HB"))
    ]
    stands = [Stand(orr, (told[0],), False), Stand(board, (told[1],), False)]
    draft = answer_by_party(stands, {"M. Orr": (), "HB": ()}, PLENTY)
    assert [each.text.split(", in")[0] for each in draft.sentences] == ["M. Orr", "Harbour Board: HB"]
