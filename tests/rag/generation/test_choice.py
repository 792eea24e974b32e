"""A model's choice is read from whatever its provider sends, and holds only keys that were sent."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.generation.choice import BadReply, Choice, Group, read_choice, schema
from rag.generation.reply import meant

A, B, C = "pa1b2c3", "pd4e5f6", "pg7h8i9"
SENT = (A, B, C)
TWO = Choice((Group("", (B, A)),))
OBJECT = json.dumps({"nothing": False, "groups": [{"heading": None, "keys": [B, A]}], "open": []})

FORMS = {
    "as asked for": OBJECT,
    "thinking before it": f"<think>First [{C}], then perhaps not.</think>{OBJECT}",
    "thinking without its opening mark": f"The best is {C}? No.</think>\n{OBJECT}",
    "reasoning before it": f"<reasoning>{C}</reasoning>\n{OBJECT}",
    "channels": "<|channel|>analysis<|message|>"
    f"{C} looks good<|end|><|start|>assistant<|channel|>final<|message|>{OBJECT}",
    "a constrained channel": f"<|channel|>final <|constrain|>json<|message|>{OBJECT}<|return|>",
    "a fence": f"```json\n{OBJECT}\n```",
    "prose before and after it": f"Here are the sentences that answer:\n{OBJECT}\nI hope this helps!",
    "a list": json.dumps([B, A]),
    "a list of objects after prose": "Sure. " + json.dumps([{"key": B}, {"key": A}]),
    "keys in brackets": f"[{B}]\n[{A}]",
    "keys in round brackets": f"({B})\n({A})",
    "bare keys": f"{B}\n{A}",
    "keys on one line": f"{B}, {A}",
    "passage and key": f"[passage {B}]\n[passage {A}]",
    "keys in full-width brackets": f"【{B}】\n【{A}】",
    "keys in upper case": f"[{B.upper()}]\n[{A.upper()}]",
    "keys before their sentences": f"[{B}] The fund paid.\n[{A}] It rose.",
    "keys behind their sentences": f"The fund paid. [{B}]\nIt rose. [{A}]",
    "a numbered list": f"1. {B}\n2. {A}",
    "a key that was not sent": json.dumps({"groups": [{"keys": ["pzzzzz9", B, "pzzzzz8", A]}]}),
    "a key twice": json.dumps({"groups": [{"keys": [B, A, B]}, {"keys": [A]}]}),
    "cut off in the middle": OBJECT[: OBJECT.index(A) + len(A) + 1],
    "groups as an object": json.dumps({"groups": {"one": [B], "two": [A]}}),
    "another language": f"Estas frases responden a la pregunta:\n1. [{B}] El fondo pagó.\n2. [{A}] Subió.",
    "keys as names": json.dumps({B: True, A: True}),
}


@pytest.mark.parametrize("reply", FORMS.values(), ids=FORMS)
def test_each_form_of_a_reply_is_read(reply: str) -> None:
    found = read_choice(reply, SENT)
    assert found.keys == (B, A)
    assert not found.nothing


def test_headings_and_open_parts_are_kept_with_their_groups() -> None:
    groups = [{"heading": "Cost", "keys": [A]}, {"heading": " The  date ", "keys": [B, C]}]
    reply = json.dumps({"nothing": False, "groups": groups, "open": ["who paid"]})
    assert read_choice(reply, SENT) == Choice((Group("Cost", (A,)), Group("The date", (B, C))), ("who paid",))
    assert read_choice(f"Cost:\n[{A}]\n## The date\n{B}\n{C}", SENT).groups == (
        Group("Cost", (A,)),
        Group("The date", (B, C)),
    )


@pytest.mark.parametrize(
    "reply",
    ['{"nothing": true, "groups": [], "open": []}', "NOTHING FOUND", "Nothing found.", '{"nothing": true}'],
)
def test_a_reply_may_say_that_nothing_answers(reply: str) -> None:
    assert read_choice(reply, SENT) == Choice(nothing=True)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "   \n",
        "I'm sorry, but I can't help with that.",
        "Lo siento, no puedo ayudar con eso.",
        "Here are the sentences that answer the question:",
        f"<think>I would take [{A}], and then",
        f"<|channel|>analysis<|message|>I would take {A}",
        "The parties present a process of planned reforms.",
        '{"groups": [{"keys": ["pzzzzz9"]}]}',
        "[" * 5000,
    ],
    ids=[
        *(
            "empty",
            "blank",
            "refusal",
            "refusal in Spanish",
            "a preamble alone",
            "cut off while thinking",
            "cut off in a channel",
        ),
        *("words of seven letters", "only keys that were not sent", "nested without end"),
    ],
)
def test_a_reply_without_a_choice_is_told_as_such(reply: str) -> None:
    with pytest.raises(BadReply):
        read_choice(reply, SENT)


@given(st.text())
def test_no_reply_gives_a_key_that_was_not_sent(reply: str) -> None:
    try:
        found = read_choice(f"{reply} {A}", SENT)
    except BadReply:
        return
    assert set(found.keys) <= set(SENT)
    assert len(set(found.keys)) == len(found.keys)


def test_the_schema_allows_the_keys_that_were_sent_and_no_others() -> None:
    group = schema(SENT)["schema"]["properties"]["groups"]["items"]
    assert group["properties"]["keys"]["items"]["enum"] == list(SENT)
    assert group["additionalProperties"] is False


def test_what_stands_after_the_thinking_is_meant() -> None:
    assert meant("<think>a</think>b<thinking>c</thinking>d") == "bd"
    assert meant("<THINK>a</THINK>b") == "b"
    assert meant("<think>a") == ""
