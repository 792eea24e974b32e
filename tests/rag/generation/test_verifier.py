"""A chat model asked whether evidence entails each sentence: what it is shown, and how its verdicts are read."""

import json
import time

import pytest
from scripted_chat import scripted

from rag.generation.choice import BadReply
from rag.generation.verifier import AskedModel
from rag.verification.entailment import ModelSentence

CLAIMS = [
    ModelSentence("The roof leaks.", ("The Post: The roof\nleaks.",)),
    ModelSentence(
        "It was mended.", ("The Post: The roof leaks.", "The News: Work began."), "The roof leaks."
    ),
]


def verdicts(*pairs: tuple[object, object]) -> str:
    return json.dumps({"verdicts": [{"claim": claim, "entailed": entailed} for claim, entailed in pairs]})


def asked(reply: str, claims: list[ModelSentence] = CLAIMS) -> tuple[list[bool], list[str]]:
    chat, model = scripted(lambda _: reply)
    found = AskedModel(chat, time.monotonic() + 20, lambda: False).entailed(claims)
    return found, model.heard


def test_each_claim_has_its_verdict_whatever_stands_around_the_reply() -> None:
    found, heard = asked(f"Here it is:\n```json\n{verdicts((2, True), (1, False))}\n```")
    assert found == [False, True]
    assert "Claim 1: The roof leaks.\nEvidence:\n- The Post: The roof leaks.\n" in heard[0]
    assert "Claim 2: It was mended. (It follows on: The roof leaks.)" in heard[0]


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        (verdicts((1, True)), [True, False]),  # the other has none
        (verdicts((1, True), (1, False), (2, True)), [False, True]),  # judged both ways
        (verdicts((1, "yes"), (2, True), (3, True), (0, True)), [False, True]),  # no verdict, no such claim
    ],
)
def test_what_is_not_clearly_entailed_is_not(reply: str, found: list[bool]) -> None:
    assert asked(reply)[0] == found


def test_a_reply_without_a_verdict_is_told() -> None:
    with pytest.raises(BadReply):
        asked("They are all entailed.")


def test_without_claims_nobody_is_asked() -> None:
    assert asked("never read", []) == ([], [])
