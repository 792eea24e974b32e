"""Who speaks in debates, hearings and minutes: members by seat, witnesses by oath, officers by their office."""

from ingest.attribution.dialogue.speaker_roles import holders
from ingest.isolation.parsed import Parsed, ReadingTask, parse
from rag.storage.metadata import speaker_roles


def read(text: str) -> Parsed:
    return parse(ReadingTask("a.txt", text.encode()))


def speakers(parsed: Parsed) -> dict[str, str | None]:
    return {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}


DEBATE = """House of Commons
Tuesday 4 June 2019

Lighthouses: Western Coast

[Dame Olive Hurst in the Chair]

Clara Dowd (Skellmouth) (Lab)
I beg to move, That this House has considered lighthouses. The lamp at Skell went out twice in April.

Rhys Tallow (Bray and Holm) (Con)
The trust has no money. My own constituents raised the alarm.

Clara Dowd
I thank the hon. Gentleman. Nobody else has come.

The Parliamentary Under-Secretary of State for Shipping (Dr Ines Varga)
The lamp has been mended. We shall pay for a second one.

Rhys Tallow
When will it be lit?

Dr Varga
It will be lit by August.
"""


def test_a_debate_is_called_by_its_subject_and_not_by_who_speaks_first() -> None:
    assert read(DEBATE).metadata.title == "Lighthouses: Western Coast"


def test_a_debate_is_the_record_of_a_parliament() -> None:
    assert read(DEBATE).metadata.kind == "official"


def test_a_minister_is_named_by_the_line_of_the_office_and_by_the_surname_below() -> None:
    said = speakers(read(DEBATE))
    assert said["The lamp has been mended."] == "Dr Ines Varga"
    assert said["It will be lit by August."] == "Dr Ines Varga"
    assert said["Nobody else has come."] == "Clara Dowd"


def test_seat_and_party_of_a_member_are_kept_as_roles() -> None:
    roles = speaker_roles(read(DEBATE).metadata)
    assert roles["Clara Dowd"] == ("Skellmouth", "Lab")
    assert roles["Rhys Tallow"] == ("Bray and Holm", "Con")
    assert roles["Dr Ines Varga"] == ("Parliamentary Under-Secretary of State for Shipping",)


HEARING = """Inquiry into the fire at Corder's Mill
Transcript of the hearing, Tuesday 9 May 2017

Baroness Ruth Ellacombe (Chair of the Inquiry)
Mr Hugo Brandt QC (Counsel to the Inquiry)
Mr Saul Petrie (Former Head of Works, Corder Ltd)
Ms Dora Kell (Fire Officer)

THE CHAIR: Mr Brandt, please begin.

MR BRANDT: Mr Petrie, was the valve shut?

MR PETRIE: It was. I shut it in May.

MR BRANDT: Did you tell anybody?

A. I did not. Nobody asked.

THE CHAIR: Thank you.

MS DORA KELL, sworn

Examined by MR BRANDT

Q. When did you arrive?

A. At two. The gate was locked.
"""


def test_an_answer_without_a_name_is_the_witnesss() -> None:
    said = speakers(read(HEARING))
    assert said["Nobody asked."] == "Saul Petrie"
    assert said["The gate was locked."] == "Ms Dora Kell"
    assert said["Q. When did you arrive?"] == "Hugo Brandt"
    assert said["THE CHAIR: Mr Brandt, please begin."] == "Ruth Ellacombe"
    assert said["Examined by MR BRANDT"] is None


def test_without_a_sign_of_the_witness_no_turn_is_an_answer() -> None:
    text = (
        "Transcript of the hearing, Tuesday 9 May 2017\n\nTHE CHAIR: Good morning.\n\nQ. Was it shut?\n\n"
        "A. I shut it in May.\n\nMR BRANDT: I object.\n\nTHE CHAIR: We shall rise.\n\nMR BRANDT: Thank you."
    )
    assert speakers(read(text))["A. I shut it in May."] is None


MINUTES = """SELLING FEN DRAINAGE BOARD

Minutes of the meeting held in the Corn Hall, Selling, on Monday 3 June 2019 at 2.00 pm

Present: Mrs Nora Fitch (Chair), Mr Dan Wolfe (Engineer to the Board), Miss Lia Shah (Clerk), Mr Carl Osgood
Apologies: Mr Piers Orme (Treasurer), Cllr Una Moss

1. Pump at Long Drove
Mr Wolfe reported that the pump had failed.

2. Slip at Cold Bank
He said that the bank would not hold. The Engineer warned that the road might go.

3. Lease
The Clerk replied that the lease ended in winter. NF said that it would be renewed. The Treasurer said that it was dear.
"""


def test_a_pronoun_does_not_refer_to_the_item_before_in_minutes() -> None:
    said = speakers(read(MINUTES))
    assert said["Mr Wolfe reported that the pump had failed."] == "Dan Wolfe"
    assert said["He said that the bank would not hold."] == "SELLING FEN DRAINAGE BOARD"


def test_an_office_in_brackets_in_the_list_of_those_present_names_its_holder() -> None:
    said = speakers(read(MINUTES))
    assert said["The Clerk replied that the lease ended in winter."] == "Lia Shah"
    assert said["The Engineer warned that the road might go."] == "Dan Wolfe"
    assert said["NF said that it would be renewed."] == "Nora Fitch"


def test_people_who_sent_apologies_hold_no_office_at_the_meeting() -> None:
    assert "Piers Orme" not in speakers(read(MINUTES)).values()


def test_a_list_of_those_present_without_small_letters_names_them_too() -> None:
    text = MINUTES.replace(" to the Board", "")
    assert speakers(read(text))["The Clerk replied that the lease ended in winter."] == "Lia Shah"


def test_a_memorandum_is_its_writers_whatever_stands_above_to_and_from() -> None:
    parsed = read(
        "Board paper 7: Lamps in the yard\n\nTo: The Board of Corder Ltd\nFrom: Saul Petrie, Director of Works\n"
        "Date: 12 September 2019\n\n1. The lamps in the yard have failed twice.\n\n2. The Board is asked for money.\n"
    )
    assert (parsed.metadata.title, parsed.metadata.author) == (
        "Board paper 7: Lamps in the yard",
        "Saul Petrie",
    )
    assert speakers(parsed)["1. The lamps in the yard have failed twice."] == "Saul Petrie"


def test_a_long_line_of_capitals_without_brackets_holds_nobody() -> None:
    """It was searched for a name at each of its letters: its time grew with the square of its length."""
    assert holders("W" * 60_000) == ()
