"""Scripted models read the requests that real models are sent."""

from drafts import GAZETTE, passage_of

from benchmarks.scripted import passages_in, sentences_in
from benchmarks.selection import CHOOSERS
from rag.generation.choice import BadReply, read_choice
from rag.generation.choice_prompt import choice_request
from rag.generation.offers import Offer
from rag.generation.prompt import request

TEXT = ("The mill was sold in May.", "Nobody bought the bridge.")


def test_the_passages_of_a_request_for_a_note_are_found_by_their_keys() -> None:
    passage = passage_of(*TEXT)
    *_, asked = request("What was sold?", [passage], "mark")
    assert passages_in(asked.text) == {passage.key: " ".join(TEXT)}


def test_the_sentences_of_a_request_for_a_choice_are_found_by_their_keys_in_order() -> None:
    passage = passage_of(*TEXT)
    offered = [Offer(key, passage.evidence(n)) for n, key in enumerate(("pa1b2c3", "pd4e5f6"))]
    *_, asked = choice_request("What was sold?", offered)
    found = sentences_in(asked.text)
    assert list(found) == ["pa1b2c3", "pd4e5f6"]
    assert found["pa1b2c3"].startswith(str(GAZETTE.publisher))
    assert found["pd4e5f6"].endswith(TEXT[1])


def test_every_chooser_but_the_broken_one_replies_with_keys_that_were_sent() -> None:
    row = {"id": "q1", "gold": [{"path": "mill.md", "sentence": TEXT[1]}]}
    sent = {"pa1b2c3": f"The Gazette: {TEXT[0]}", "pd4e5f6": f"The Gazette: {TEXT[1]}"}
    for name, chooser in CHOOSERS.items():
        try:
            keys = read_choice(chooser(row, sent), sent).keys
        except BadReply:
            assert name == "cut off while thinking"
            continue
        assert set(keys) <= set(sent)
        assert name != "picks what is right" or keys == ("pd4e5f6",)
