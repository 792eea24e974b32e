"""A note is read from whatever its provider sends: its sentences, each with its keys."""

import json

import pytest

from rag.generation.parse_reply import read_note
from rag.verification.gate import DraftSentence

A, B, C = "pa1b2c3", "pd4e5f6", "pg7h8i9"
SENT = (A, B, C)
READ = [DraftSentence("It rose in May.", (A,)), DraftSentence("“It is late,” he said.", (B, C))]
LINES = f"It rose in May. [{A}]\n“It is late,” he said. [{B}][{C}]"
LISTED = [{"text": "It rose in May.", "keys": [A]}, {"text": "“It is late,” he said.", "keys": [f"[{B}]", C]}]

FORMS = {
    "lines": LINES,
    "one line": LINES.replace("\n", " "),
    "thinking before it": f"<think>Is it [{C}]? So it is.</think>\n{LINES}",
    "reasoning before it": f"<reasoning>It fell. [{C}]</reasoning>{LINES}",
    "channels": "<|channel|>analysis<|message|>"
    f"It fell. [{C}]<|end|><|start|>assistant<|channel|>final<|message|>{LINES}",
    "a fence": f"```\n{LINES}\n```",
    "round brackets": LINES.replace("[", "(").replace("]", ")"),
    "bare keys": f"It rose in May. {A}\n“It is late,” he said. {B} {C}",
    "passage and key": f"It rose in May. [passage {A}]\n“It is late,” he said. [passage {B}, passage {C}]",
    "full-width brackets": f"It rose in May.【{A}】\n“It is late,” he said.【{B}】【{C}】",
    "upper case": LINES.replace(A, A.upper()).replace(B, B.upper()).replace(C, C.upper()),
    "keys before the full stop": f"It rose in May [{A}].\n“It is late,” he said [{B}, {C}].",
    "keys before their sentences": f"[{A}] It rose in May.\n[{B}][{C}] “It is late,” he said.",
    "several keys in one bracket": f"It rose in May. [{A}]\n“It is late,” he said. [{B}; {C}]",
    "a list": f"- It rose in May. [{A}]\n- “It is late,” he said. [{B}][{C}]",
    "an object": json.dumps({"sentences": LISTED}),
    "an array": json.dumps(LISTED),
    "an object after prose": "Here is the note:\n" + json.dumps({"sentences": LISTED}),
    "a fenced object": f"```json\n{json.dumps({'sentences': LISTED})}\n```",
    "another name for the text": json.dumps(
        {"note": [{"sentence": e["text"], "sources": e["keys"]} for e in LISTED]}
    ),
    "a preamble": f"Here is what the passages say:\n{LINES}",
}


@pytest.mark.parametrize("reply", FORMS.values(), ids=FORMS)
def test_each_form_of_a_reply_is_read(reply: str) -> None:
    assert read_note(reply, SENT) == READ


def test_another_language_is_read_alike() -> None:
    reply = f"Voici la réponse :\nLe loyer a augmenté en mai. [{A}]\n« Il est tard », dit-il ({B})."
    assert read_note(reply, SENT) == [
        DraftSentence("Le loyer a augmenté en mai.", (A,)),
        DraftSentence("« Il est tard », dit-il.", (B,)),
    ]


@pytest.mark.parametrize("reply", ["Here is what the passages say:", "Voici la réponse :"])
def test_a_preamble_alone_says_nothing(reply: str) -> None:
    assert read_note(reply, SENT) == []


def test_keys_on_a_line_of_their_own_belong_to_what_stands_above() -> None:
    assert read_note(f"It rose in May.\n[{A}]", SENT) == [DraftSentence("It rose in May.", (A,))]


def test_a_key_that_was_not_sent_is_a_key_only_in_brackets() -> None:
    assert read_note("It rose. [pzzzzz9]", SENT) == [DraftSentence("It rose.", ("pzzzzz9",))]
    assert read_note("The process is planned.", SENT) == [DraftSentence("The process is planned.", ())]


@pytest.mark.parametrize(
    "reply", ["", "<think>It rose. [pa1b2c3]", "<|channel|>analysis<|message|>It rose. [pa1b2c3]"]
)
def test_an_answer_that_was_cut_off_while_thinking_is_none(reply: str) -> None:
    assert read_note(reply, SENT) == []


def test_a_refusal_has_no_sentence_with_a_key() -> None:
    assert not any(each.keys for each in read_note("I'm sorry, but I can't help with that request.", SENT))
