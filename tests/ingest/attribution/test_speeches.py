from pathlib import Path

import pytest
from attributed import HERALD, of, speaker, spoken
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.attribution import attribute, with_speakers
from ingest.text.reading import Block, sentences_of, text_of
from rag.types import Metadata, Sentence


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("“We tried,” said Jo Hill.", "tried", "Jo Hill"),
        ("“We tried,” Jo Hill said.", "tried", "Jo Hill"),
        ("Jo Hill said: “We tried.”", "tried", "Jo Hill"),
        ("Jo Hill, who leads Leeds council, said: “We tried.”", "tried", "Jo Hill"),
        ("Jo Hill, 45, a teacher from Leeds, said they had tried.", "tried", "Jo Hill"),
        ("“We tried,” said Jo Hill, the leader of the council.", "tried", "Jo Hill"),
        ("“We tried,” said council leader Jo Hill, who resigned in May.", "tried", "Jo Hill"),
        ("The council’s leader, Jo Hill, told the Gazette: “We tried.”", "tried", "Jo Hill"),
        ("“We tried,” said the leader of the council, Jo Hill.", "tried", "Jo Hill"),
        ("Prime Minister Jo Hill told the BBC that she had tried.", "tried", "Jo Hill"),
        ("Jo Hill added that they had tried.", "tried", "Jo Hill"),
        ("Jo Hill wrote in a blog post: “We tried.”", "tried", "Jo Hill"),
        ("“We tried,” Jo Hill tweeted on Sunday.", "tried", "Jo Hill"),
        ("“We tried,” a spokesperson for Acme said.", "tried", "spokesperson for Acme"),
        ("“We tried,” an Acme spokeswoman told the Herald.", "tried", "Acme spokeswoman"),
        ("Researchers at Leeds University found that pay had fallen.", "pay", "Researchers at Leeds University"),
        ("Pay has fallen, according to the Institute for Fiscal Studies.", "Pay", "Institute for Fiscal Studies"),
        ("According to Jo Hill, pay has fallen.", "pay", "Jo Hill"),
        ("In Jo Hill’s view, pay has fallen.", "pay", "Jo Hill"),
        ("In a statement, Acme said it had tried.", "tried", "Acme"),
        ("A statement from Acme said it had tried.", "tried", "Acme"),
        ("A letter signed by Jo Hill says they tried.", "tried", "Jo Hill"),
        ("Three people who attended the meeting said they had tried.", "tried", "Three people"),
        ("Jo Hill and Ann Lee said they had tried.", "tried", "Jo Hill and Ann Lee"),
        ("Jo Hill has defended the council’s record.", "record", "Jo Hill"),
        ("Acme’s plan was described by Jo Hill as a mistake.", "mistake", "Jo Hill"),
        ("Jo Hill would not resign but said she had tried.", "tried", "Jo Hill"),
        ("Jo Hill used to say that they had tried.", "tried", "Jo Hill"),
        ("Jo Hill likes to say that they tried.", "tried", "Jo Hill"),
        ("Ministers will say that “standards must be kept”.", "standards", "Ministers"),
        ("Jo Hill’s advice was “never trust a map”.", "never", "Jo Hill"),
        ("The inspector’s words were plain: “The case has not been made.”", "case", "inspector"),
        ("To quote Jo Hill: “The case has not been made.”", "case", "Jo Hill"),
        ("The last word goes to Jo Hill: “Build nothing there.”", "Build", "Jo Hill"),
        ("In Jo Hill’s phrase, “a road is a promise”.", "promise", "Jo Hill"),
        ("According to Jo Hill’s own figures, pay has fallen.", "pay", "Jo Hill"),
        ("The sign said: “No bathing here at all.”", "bathing", "sign"),
        ("Ms T described it as “the worst months of our lives”.", "worst", "Ms T"),
        ("Our engineer saw the lift. He found that it had been flooded.", "flooded", "Our engineer"),
        ("Jo Hill said:\n\nEvery island deserves a boat.", "island", "Jo Hill"),
    ],
)  # fmt: skip
def test_the_speaker_is_found_in_every_form_of_sentence(text: str, part: str, expected: str) -> None:
    found = speaker(text, part)
    assert found is not None
    assert found == expected or expected.endswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "The rating was ‘inadequate’ for a second year.",
        'The rating was "inadequate" for a second year.',
        "She read “The Old Curiosity Shop” on the train.",
        "Jo Hill did not say whether she would resign.",
        "Jo Hill declined to comment.",
        "The company’s claims department moved to Leeds.",
        "In 2018 the team moved to Leeds.",
        "The players’ union met the clubs’ owners.",
        "It was the best of times.",
        "I urge you to let the panel that the report proposed begin its work.",
        "A 6’2\" keeper and a 5.5\" screen came up.",
    ],
)  # fmt: skip
def test_what_nobody_is_said_to_say_is_the_papers_own_voice(text: str) -> None:
    (sentence,) = [each for _, each in spoken(text)]
    assert (sentence.speaker, sentence.manner, sentence.said_via) == ("The Herald", "voice", None)


def test_a_quotation_over_several_paragraphs_keeps_the_speaker_named_at_its_start() -> None:
    text = (
        "Leeds council regrets it. Jo Hill said: “We tried.\n\n“We tried again.\n\n“Nobody helped us.”\n\n"
        "It was a long day."
    )
    assert [each.speaker for _, each in spoken(text)] == [
        "The Herald",
        "Jo Hill",
        "Jo Hill",
        "Jo Hill",
        "The Herald",
    ]


def test_a_quotation_that_does_not_open_again_in_each_paragraph_keeps_its_speaker() -> None:
    text = "Jo Hill said: “We tried.\n\nWe tried again.\n\nNobody helped us.” It was a long day."
    assert [each.speaker for _, each in spoken(text)] == ["Jo Hill", "Jo Hill", "Jo Hill", "The Herald"]


def test_he_said_is_the_spokesman_of_the_paragraph_before() -> None:
    text = "An Acme spokesman has defended its record.\n\nHe said: “We make no apology.\n\n“We tried.”"
    assert [each.speaker for _, each in spoken(text)] == ["Acme spokesman"] * 3


def test_she_is_not_the_man_named_last() -> None:
    text = "Mary Hill blames the council. Her husband John Hill left in May. “It failed us,” she said."
    assert speaker(text, "It failed us") == "Mary Hill"


def test_a_pronoun_goes_to_the_subject_rather_than_to_whom_it_names_on_the_way() -> None:
    text = "Peter Lowe met Paul Reed of Acme in Leeds. “It went well,” he said."
    assert speaker(text, "It went well") == "Peter Lowe"


def test_a_surname_becomes_the_full_name_wherever_that_stands() -> None:
    text = "Hill is angry.\n\nJo Hill leads Leeds council.\n\n“We tried,” Hill said."
    assert speaker(text, "We tried") == "Jo Hill"


def test_block_quotations_are_introduced_afterwards() -> None:
    text = (
        "A study by consultancy firm Acme looks at schools.\n\n"
        "“The word does little to describe a school,” it states.\n\n“Rather, it frightens parents.”"
    )
    assert [each.speaker for _, each in spoken(text)][1:] == ["study by consultancy firm Acme"] * 2


def test_the_report_of_the_opening_is_the_one_that_is_named_below() -> None:
    text = (
        "Inspections are too harsh, a damning report has concluded.\n\nThe report found that pay had fallen.\n\n"
        "A study by consultancy firm Acme says schools suffer.\n\nThe report also describes parents’ fears.\n\n"
        "Schools are also accused in the report of giving up.\n\nAnalysis of schools found that pupils left.\n\n"
        "There was also found to be a shortage of staff."
    )
    assert {each.speaker for _, each in spoken(text)} == {"study by consultancy firm Acme"}
    assert {each.manner for _, each in spoken(text)} == {"reported"}


def test_another_report_is_not_the_one_before() -> None:
    text = "A study by Acme says schools suffer. A poll found that parents agree."
    assert speaker(text, "parents agree") == "poll"


@pytest.mark.parametrize(
    "text",
    [
        '"We tried,” said Jo Hill. “Nobody helped us."',
        "“We tried, Jo Hill said.",
        'Jo Hill says the plan is "an "old idea and looks "through a narrow lens".',
        "‘We tried,’ said Jo Hill. ‘The players’ union helped.’",
        "'We tried,' said Jo Hill. 'Nobody helped us.'",
        "Jo Hill said: “We tried. “Nobody helped us.”",
        "«We tried», said Jo Hill.",
    ],
)
def test_mixed_unbalanced_and_single_marks_still_have_their_speaker(text: str) -> None:
    assert {each.speaker for _, each in spoken(text)} == {"Jo Hill"}


def test_words_quoted_in_a_reported_sentence_are_reported_by_its_speaker() -> None:
    sentence = of("Jo Hill described the system as “broken beyond repair”.", "broken")
    assert (sentence.speaker, sentence.manner) == ("Jo Hill", "reported")


def test_two_speakers_in_neighbouring_paragraphs_are_told_apart() -> None:
    text = "“We tried,” said Jo Hill.\n\n“They did not,” said Ann Lee.\n\n“It is over,” Hill added."
    assert [each.speaker for _, each in spoken(text)] == ["Jo Hill", "Ann Lee", "Jo Hill"]


def test_two_speakers_in_one_sentence_each_have_their_quotation() -> None:
    text = "“We tried,” said Jo Hill, while Ann Lee said: “They did not lift a single finger for us.”"
    sentences = sentences_of((Block(text),))
    found = {text[each.start : each.end]: each.speaker for each in attribute(text, sentences, HERALD)}
    assert found["“We tried,”"] == "Jo Hill"
    assert found["“They did not lift a single finger for us.”"] == "Ann Lee"


def test_a_quotation_goes_on_behind_the_words_that_name_its_speaker() -> None:
    text = "“We tried,” Jo Hill said, adding: “Nobody helped us.” “They left,” she went on. “All of them.”"
    assert {each.speaker for _, each in spoken(text)} == {"Jo Hill"}


def test_the_messenger_is_kept_apart_from_the_speaker() -> None:
    sentence = of("Jo Hill said the minister had told her that schools would close.", "close")
    assert (sentence.speaker, sentence.said_via) == ("minister", "Jo Hill")


def test_the_paper_that_reports_is_named_unless_it_is_the_speakers_own() -> None:
    assert of("Jo Hill said they had tried.", "tried").said_via == "The Herald"
    own = Metadata(publisher="Acme", kind="response")
    assert of("An Acme spokesman said they had tried.", "tried", own).said_via is None


def test_metadata_may_say_whose_voice_a_document_is() -> None:
    speech = Metadata(publisher="The Herald", extra={"speaker": "Jo Hill"})
    sentence = of("Schools are closing. We tried.", "We tried", speech)
    assert (sentence.speaker, sentence.said_via, sentence.manner) == ("Jo Hill", "The Herald", "voice")


def test_a_document_without_a_publisher_speaks_for_nobody() -> None:
    assert of("Schools are closing.", "closing", Metadata()).speaker is None


def test_a_headline_is_the_papers_voice_whatever_it_quotes() -> None:
    blocks = (Block("Schools ‘too harsh’, says Jo Hill", "heading"), Block("It rained."))
    sentences = sentences_of(blocks)
    speeches = attribute(text_of(blocks), sentences, HERALD)
    assert {each.speaker for each in with_speakers(sentences, speeches, HERALD)} == {"The Herald"}


def test_a_caption_that_reports_names_its_speaker() -> None:
    blocks = (Block("Acme’s report found that pay had fallen.", "caption"), Block("It rained."))
    sentences = sentences_of(blocks)
    found = with_speakers(sentences, attribute(text_of(blocks), sentences, HERALD), HERALD)
    assert [each.speaker for each in found] == ["Acme’s report", "The Herald"]


def test_a_transcript_gives_each_turn_to_its_label() -> None:
    text = (
        "Oral evidence on schools.\n\nQ1 Chair: Why did it fail?\n\nJo Hill: We tried.\n\nNobody helped us.\n\n"
        "Q2 Mr Reed: And the money?\n\nJo Hill: There was none."
    )
    assert [each.speaker for _, each in spoken(text)] == [
        "The Herald",
        "Chair",
        "Jo Hill",
        "Jo Hill",
        "Mr Reed",
        "Jo Hill",
    ]


def test_an_interview_gives_the_answers_to_whoever_is_interviewed() -> None:
    text = "Jo Hill leads Leeds council. She spoke to us about schools. Hill is 45."
    for asked in ("Why did it fail?", "What did you do?", "Who helped?", "What comes next?"):
        text += f"\n\n{asked}\n\nI think we tried and nobody came."
    found = [each.speaker for _, each in spoken(text)]
    assert found[3:] == ["The Herald", "Jo Hill"] * 4


def test_a_list_of_labels_is_no_transcript() -> None:
    text = "Date: Monday\n\nVenue: Leeds Arena\n\nOdds: 2 to 1\n\nDate: Tuesday"
    assert {each.speaker for _, each in spoken(text)} == {"The Herald"}


def test_a_pull_quote_has_the_speaker_of_the_quotation_that_it_repeats() -> None:
    text = (
        "“Nobody came to help us when the roof fell in.”\n\nThe school closed. Pay fell.\n\n"
        "“Nobody came to help us when the roof fell in,” said Jo Hill."
    )
    assert [each.speaker for words, each in spoken(text) if "roof" in words] == ["Jo Hill"] * 2


def test_a_post_belongs_to_the_one_who_signs_it() -> None:
    assert speaker("The roof fell in. — Jo Hill (@johill) May 3, 2021", "Jo Hill") == "Jo Hill"


@pytest.mark.parametrize(
    "text",
    [
        "“We tried,” shrugs Jo Hill.",
        "Jo Hill, leader of the council: “We tried.”",
        "Statement from Jo Hill: “We tried.”",
        "Jo Hill’s statement in full: “We tried.”",
        "An email from Jo Hill to the mayor that said “we tried” was read out.",
        "Jo Hill can be heard saying, “We tried.”",
        "“We tried!” Jo Hill shared with the Gazette.",
        "LEEDS – Jo Hill said they had tried.",
        "As Jo Hill put it, “we tried”.",
    ],
)
def test_a_speaker_is_named_in_many_ways(text: str) -> None:
    assert {each.speaker for _, each in spoken(text)} == {"Jo Hill"}


def test_words_set_apart_belong_to_the_name_behind_them() -> None:
    text = "Ann Lee spoke first. It rained.\n\n“We tried hard and nobody came to help us.” Jo Hill, Leeds council"
    assert speaker(text, "nobody came") == "Jo Hill"


def test_a_statement_may_be_headed_by_its_author_in_the_paragraph_before() -> None:
    text = "The two sides have settled.\n\nFrom Acme:\n\n“This morning, the parties resolved their dispute.”"
    assert speaker(text, "This morning") == "Acme"


def test_the_manager_is_whoever_the_sentences_before_are_about() -> None:
    text = "Jo Hill smiles when asked about the plan. “We tried,” says Leeds’s manager. “It hurt,” the manager adds."
    assert {each.speaker for _, each in spoken(text)[1:]} == {"Jo Hill"}


def test_the_company_is_the_body_of_the_sentences_before_and_a_new_court_is_not() -> None:
    text = "Acme Corp published its figures. The company said it had tried. The court said it had not."
    assert [each.speaker for _, each in spoken(text)[1:]] == ["Acme Corp", "court"]


def test_what_somebody_found_stays_his_when_a_paper_passes_it_on() -> None:
    sentence = of("Jo Hill said that pay had fallen, according to the Gazette.", "pay")
    assert (sentence.speaker, sentence.said_via) == ("Jo Hill", "Gazette")
    own = of("Jo Hill said that pay had fallen, The Herald reports.", "pay")
    assert (own.speaker, own.said_via) == ("Jo Hill", "The Herald")


def test_a_paper_that_reports_itself_speaks_with_its_own_voice() -> None:
    for text in ("Pay has fallen, The Herald reports.", "According to The Herald, pay has fallen."):
        sentence = of(text, "ay has fallen")
        assert (sentence.speaker, sentence.manner, sentence.said_via) == ("The Herald", "voice", None)


def test_a_report_that_speaks_of_itself_speaks_with_its_publishers_voice() -> None:
    report = Metadata(publisher="Acme", kind="report")
    assert of("This report finds that pay has fallen.", "pay", report).manner == "voice"


def test_the_author_of_an_article_is_not_quoted_in_it() -> None:
    written = Metadata(publisher="The Herald", author="Ann Lee", kind="article")
    assert of("Ann Lee reported that pay had fallen.", "pay", written).manner == "voice"


def test_a_summary_tells_what_each_side_holds() -> None:
    summary = Metadata(publisher="The Herald", kind="article", text_type="summary")
    text = "Leeds, the LGA and Solace want pay to rise. Jo Hill doubted the figures. Acme opposes the plan."
    assert [each.speaker for _, each in spoken(text, summary)] == [
        "Leeds, the LGA and Solace",
        "Jo Hill",
        "Acme",
    ]
    assert {each.manner for _, each in spoken(text)} == {"voice"}


def test_a_closing_mark_that_was_forgotten_does_not_hide_the_speaker() -> None:
    text = "“Fees are a choice, Hill said. Ending them would “change the lives of our people.” Jo Hill left."
    found = {
        text[each.start : each.end]: each.speaker
        for each in attribute(text, sentences_of((Block(text),)), HERALD)
    }
    assert {name for words, name in found.items() if "Fees" in words or "change" in words} == {"Jo Hill"}


def test_an_anonymous_speaker_keeps_the_words_that_describe_him() -> None:
    text = "“It is great,” one fan commented, while another person wrote: “I cannot believe how good it is.”"
    found = {each.speaker for each in attribute(text, sentences_of((Block(text),)), HERALD)}
    assert {"one fan", "another person"} <= found


TEXTS = st.lists(
    st.sampled_from(
        [
            *(
                "Jo Hill",
                "Hill",
                "he",
                "She",
                "it",
                "the report",
                "A study by Acme",
                "said",
                "says",
                "told",
                "that",
            ),
            *("“", "”", '"', "‘", "’", "'", ",", ".", "?", ":", "—", "(", ")", "\n\n", "\n", "who", "and"),
            *(
                "according to",
                "the company",
                "Acme’s",
                "in",
                "by",
                "of",
                "Q:",
                "A:",
                "we tried",
                "adding",
                "Dr.",
            ),
            *("U.S.", "@hill", "…", "–", "\ue000", "\ue001", '5"', "from", "statement", "per", "the manager"),
        ]
    ),
    max_size=60,
).map(" ".join)
ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=300)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS | ANY, publisher=st.sampled_from(["The Herald", "Acme", None]))
def test_a_speaker_is_text_of_the_document_or_of_its_metadata(text: str, publisher: str | None) -> None:
    metadata = Metadata(publisher=publisher, extra={"speaker": "Ann Lee"} if publisher == "Acme" else {})
    blocks = tuple(Block(paragraph) for paragraph in text.split("\n\n"))
    whole = text_of(blocks)
    sentences = sentences_of(blocks)
    speeches = attribute(whole, sentences, metadata)
    known = {publisher, "Ann Lee", None}
    for speech in speeches:
        assert 0 <= speech.start < speech.end <= len(whole)
        assert speech.speaker
        assert speech.speaker in whole
        assert speech.said_via in known or (speech.said_via or "") in whole
    named = with_speakers(sentences, speeches, metadata)
    assert [(each.start, each.end, each.role) for each in named] == [
        (each.start, each.end, each.role) for each in sentences
    ]
    for sentence in named:
        assert sentence.speaker in known or (sentence.speaker or "") in whole


@given(text=ANY, cuts=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 50)), max_size=8))
def test_sentences_that_do_not_fit_the_paragraphs_are_no_trouble(
    text: str, cuts: list[tuple[int, int]]
) -> None:
    sentences = [
        Sentence(start, min(start + length, len(text))) for start, length in sorted(cuts) if start < len(text)
    ]
    assert len(with_speakers(sentences, attribute(text, sentences, HERALD), HERALD)) == len(sentences)


SEED_SPEAKERS = (
    (0, "CYP Now"),  # the headline
    (198, "Impower"),  # the opening, which names the report only below
    (491, "Impower"),
    (759, "Impower"),
    (921, "Impower"),  # "It details"
    (1117, "Impower"),  # a quotation introduced behind it
    (1388, "Impower"),
    (1525, "Impower"),
    (1789, "Impower"),
    (2029, "Impower"),  # "accused in the report"
    (2262, "Impower"),
    (2406, "Impower"),  # "There was also found"
    (2553, "Impower"),
    (2794, "McCabe"),
    (3007, "Ofsted spokesman"),
    (3082, "Ofsted spokesman"),  # "He said"
    (3224, "Ofsted spokesman"),
    (3428, "Ofsted spokesman"),
    (3475, "Ofsted spokesman"),
    (3607, "Ofsted spokesman"),
    (3631, "Ofsted spokesman"),
)


@pytest.mark.parametrize(("offset", "name"), SEED_SPEAKERS)
def test_each_sentence_of_the_seed_article_has_its_speaker(shared: Path, offset: int, name: str) -> None:
    text = next((shared / "seed").glob("*.txt")).read_text(encoding="utf-8")
    found = spoken(text, Metadata(publisher="CYP Now", kind="article"))
    sentence = next(each for _, each in found if each.start <= offset < each.end)
    assert name in (sentence.speaker or "")


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Fares will rise. “I have had enough,” she said.", "enough", None),
        ("Work is to begin in May. The company says that it is late.", "late", "company"),
        ("They met after New Year. “We are late,” he said.", "late", None),
        ("In January 2019 Hillham Council asked why the boat was late.", "boat", "Hillham Council"),
        ("Tamsin Lowe of the Hillham Tenants' Group said that rents had risen.", "rents", "Tamsin Lowe"),
        (
            "A Norvane spokeswoman praised what she said was a good crossing.",
            "crossing",
            "Norvane spokeswoman",
        ),
    ],
)
def test_a_capital_letter_makes_no_speaker(text: str, said: str, speaker: str | None) -> None:
    found = of(text, said)
    assert found.speaker == speaker or (speaker is None and found.manner == "voice")


def test_a_rate_is_nobodys_word() -> None:
    summary = Metadata(publisher="The Herald", kind="article", text_type="summary")
    text = "Agency staff made up 30 per cent of social workers in Leeds, the Gazette reports."
    assert [each.speaker for _, each in spoken(text, summary)] == ["Gazette"]


def test_what_the_writer_says_is_not_the_last_speakers() -> None:
    text = (
        "Jo Hill said that the brake held.\n\nI told her: “Nobody must stand under it.”\n\n"
        "“Nobody did,” said Ann Lee."
    )
    assert speaker(text, "must stand") == "The Herald"
    assert speaker(text, "did") == "Ann Lee"


def test_all_paragraphs_of_a_quotation_that_is_set_apart_are_one_speakers() -> None:
    blocks = (
        Block("The minister Jo Hill said:"),
        Block("Every island deserves a boat.", quoted=True),
        Block("This one will have it.", quoted=True),
        Block("The boat sails in May."),
    )
    text = text_of(blocks)
    sentences = sentences_of(blocks)
    found = with_speakers(sentences, attribute(text, sentences, HERALD), HERALD)
    assert [each.speaker for each in found] == ["The Herald", "Jo Hill", "Jo Hill", "The Herald"]
    assert [each.manner for each in found] == ["voice", "direct", "direct", "voice"]


def test_the_report_that_an_answer_is_given_to_is_not_the_answer() -> None:
    own = Metadata(publisher="Holt Town Council", kind="response")
    assert of("Your report says that the weir is unsafe.", "weir", own).speaker != "Holt Town Council"
