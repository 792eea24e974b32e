from dataclasses import replace

from rag.types import Answer, AnswerSentence
from server.export.account import Checked, Notes, account
from server.export.paper import Inline, Mark, Paragraph, TextRun

from .samples import DAY, LED_IN, answer, citation, in_part, not_found, plain, quoted, standing


def told(given: Answer | Checked) -> list[tuple[str, str]]:
    checked = given if isinstance(given, Checked) else standing(given)
    notes = Notes(DAY, {})
    return [
        (block.manner, "".join(_shown(part) for part in block.line))
        for block in account(checked, notes)
        if isinstance(block, Paragraph)
    ]


def _shown(part: Inline) -> str:
    return (
        f"[{part.note}]"
        if isinstance(part, Mark)
        else part.text
        if isinstance(part, TextRun)
        else part.address
    )


def test_a_quotation_stands_apart_from_who_says_it() -> None:
    assert told(plain()) == [
        ("lead_in", "Jo Hill, in The Herald, 3 May 2021:"),
        ("quotation", "“Rents rose by up to a third.”[1]"),
    ]


def test_the_row_of_a_table_is_told_under_its_heads() -> None:
    row = citation(quote="2015 | £90", heads="Year | Rent")
    given = answer(quoted(f"{LED_IN.partition('“')[0]}“2015 | £90”"), citations=(row,))
    assert told(given)[1:] == [
        ("quotation", "“2015 | £90”[1]"),
        ("remark", "In its table, Year: 2015 · Rent: £90"),
    ]


def test_sentences_that_are_led_in_together_stay_together() -> None:
    second = citation(2, quote="Wages did not.", start=40, end=54)
    given = answer(quoted(LED_IN), quoted("“Wages did not.”", 2), citations=(citation(), second))
    assert told(given) == [
        ("lead_in", "Jo Hill, in The Herald, 3 May 2021:"),
        ("quotation", "“Rents rose by up to a third.”[1]"),
        ("quotation", "“Wages did not.”[1]"),
    ]


def test_a_quotation_whose_source_changed_is_left_out_and_the_next_is_led_in_anew() -> None:
    second = citation(2, quote="Wages did not.", start=40, end=54)
    given = answer(quoted(LED_IN), quoted("“Wages did not.”", 2), citations=(citation(), second))
    checked = Checked(given, {1: "source_changed", 2: "holds"})
    assert told(checked) == [
        (
            "remark",
            "A sentence is left out here: its source no longer has these words at this place. "
            "See “Could not be verified or found”.",
        ),
        ("lead_in", "Jo Hill, in The Herald, 3 May 2021:"),
        ("quotation", "“Wages did not.”[1]"),
    ]


def test_a_sentence_of_which_one_source_is_gone_is_left_out_whole() -> None:
    given = answer(
        AnswerSentence("Rents rose “by up to a third” and wages did not.", "paraphrase", "supported", (1, 2)),
        citations=(citation(), citation(2, document_id="age")),
    )
    assert [manner for manner, _ in told(Checked(given, {1: "holds", 2: "source_removed"}))] == ["remark"]


def test_a_marker_that_nothing_is_known_of_does_not_stand() -> None:
    assert [manner for manner, _ in told(Checked(plain(), {}))] == ["remark"]


def test_sentences_of_one_summary_make_one_paragraph_that_says_whose_words_they_are() -> None:
    first = citation(text_type="summary", quote="Rents rose by a third at most.")
    second = replace(first, marker=2, quote="Wages stood still.")
    other = replace(first, marker=3, document_id="age", publisher="The Age", quote="Nobody moved.")
    given = answer(
        quoted("Our summary of The Herald, 3 May 2021: Rents rose by a third at most.", kind="paraphrase"),
        quoted("Wages stood still.", 2, kind="paraphrase"),
        quoted("Our summary of The Age, 3 May 2021: Nobody moved.", 3, kind="paraphrase"),
        citations=(first, second, other),
    )
    assert told(given) == [
        (
            "summary",
            "Our summary of The Herald, 3 May 2021: Rents rose by a third at most. Wages stood still.[1]",
        ),
        ("summary", "The Age, 3 May 2021 (our summary): Nobody moved.[2]"),
    ]


def test_notes_of_sentences_on_different_pages_of_a_summary_are_both_marked() -> None:
    first = citation(text_type="summary", quote="Rents rose.", page=1, page_end=1)
    second = replace(first, marker=2, quote="Wages fell.", page=2, page_end=2)
    given = answer(
        quoted("Our summary of The Herald, 3 May 2021: Rents rose.", kind="paraphrase"),
        quoted("Wages fell.", 2, kind="paraphrase"),
        citations=(first, second),
    )
    assert told(given)[0][1].endswith("Rents rose.[1] Wages fell.[2]")


def test_a_sentence_on_a_summary_that_does_not_say_so_is_marked_as_our_wording() -> None:
    summary = citation(text_type="summary", quote="Rents rose.")
    for text, marked in (("Rents went up.", True), ("Our summary of The Herald has rents up.", False)):
        given = answer(AnswerSentence(text, "paraphrase", "supported", (1,)), citations=(summary,))
        assert ("Our wording" in told(given)[0][1]) == marked


def test_a_summary_that_follows_silence_is_led_in_anew() -> None:
    summary = citation(text_type="summary", quote="Rents rose.")
    given = answer(
        AnswerSentence("Kim: nothing on this point in these documents.", "silence", "verified"),
        quoted("Rents rose.", kind="paraphrase"),
        citations=(summary,),
    )
    assert told(given)[1][1].startswith("Our summary of The Herald, 3 May 2021: Rents rose.")


def test_within_a_sentence_only_words_of_its_source_are_set_as_a_quotation() -> None:
    given = answer(
        AnswerSentence(
            "The “landlords’ lobby” says rents rose “by up to a third.”", "paraphrase", "supported", (1,)
        ),
        citations=(citation(),),
        mode="generative",
    )
    (block,) = account(standing(given), Notes(DAY, {}))
    assert isinstance(block, Paragraph)
    assert block.line[:2] == (
        TextRun("The “landlords’ lobby” says rents rose "),
        TextRun("“by up to a third.”", "quotation"),
    )


def test_silence_is_said_as_silence_and_what_came_nearest_as_what_it_is() -> None:
    assert told(not_found()) == [
        ("silence", "Not in these documents (3 documents, 40 passages searched): nothing by or about Kim."),
        ("remark", "Nearest to it, and no answer:"),
        ("item", "“Trams to Leith”, The Age, undated"),
    ]


def test_a_party_that_is_silent_is_named_once() -> None:
    assert [manner for manner, _ in told(in_part())] == ["silence", "lead_in", "quotation"]
    unsaid = replace(in_part(), sentences=in_part().sentences[1:])
    assert ("silence", "Landlords: nothing on this point in these documents.") in told(unsaid)


def test_what_the_documents_do_not_support_is_marked_where_it_stands() -> None:
    given = answer(
        quoted("Rents doubled.", kind="paraphrase", support="unsupported"), citations=(citation(),)
    )
    assert told(given) == [("body", "Rents doubled.[1] (Not supported by the documents.)")]


def test_notes_on_the_answer_the_query_and_its_day_are_kept() -> None:
    given = plain(
        query="Leith rents rise",
        warnings=("A caption says a third.",),
        created_at="2026-05-03T08:00:00+00:00",
    )
    remarks = [text for manner, text in told(given) if manner == "remark"]
    assert remarks == [
        "Answered on 3 May 2026; checked again on 24 November 2026.",
        "Searched as: Leith rents rise",
        "Note: A caption says a third.",
    ]


def test_a_note_points_at_places_with_footnotes_and_never_with_bare_markers() -> None:
    second = citation(2, document_id="age", publisher="The Age", title="Trams to Leith")
    given = replace(
        plain(), citations=(citation(), second), warnings=("Figures differ: a third [1], a half [2][7].",)
    )
    assert told(given)[-1] == ("remark", "Note: Figures differ: a third[1], a half[2].")
    fallen = Checked(given, {1: "holds", 2: "source_removed"})
    assert told(fallen)[-1] == ("remark", "Note: Figures differ: a third[1], a half.")


def test_what_an_answer_was_asked_of_stands_before_it() -> None:
    checked = replace(standing(plain()), asked_of="publisher The Herald, since 2015")
    assert told(checked)[0] == ("remark", "Asked of: publisher The Herald, since 2015.")


def test_a_party_is_not_named_before_a_lead_in_that_begins_with_it() -> None:
    given = answer(quoted(f"Jo Hill: {LED_IN}"), citations=(citation(),))
    assert told(given)[0] == ("lead_in", "Jo Hill, in The Herald, 3 May 2021:")
    given = answer(quoted(f"Tenants: {LED_IN}"), citations=(citation(),))
    assert told(given)[0] == ("lead_in", "Tenants: Jo Hill, in The Herald, 3 May 2021:")


def test_a_party_is_not_named_before_our_summary_of_its_own_paper() -> None:
    ours = citation(text_type="summary", speaker=None)
    for party, before in (("The Herald", ""), ("The landlords", "The landlords: ")):
        given = answer(
            quoted(f"{party}: Our summary of The Herald, 3 May 2021: {ours.quote}", kind="paraphrase"),
            citations=(ours,),
        )
        ((manner, text),) = told(given)
        assert manner == "summary"
        assert text.startswith(f"{before}Our summary of The Herald, 3 May 2021:")
