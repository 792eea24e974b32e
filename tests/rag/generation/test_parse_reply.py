"""A model's reply becomes draft sentences, in whatever pieces and in whichever of the two forms it comes."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.generation.parse_reply import BadDraft, DraftReader
from rag.verification.gate import DraftSentence

REPLY = (
    "The fund paid £2 million. [pa1b2c3]\n"
    "- “It is late,” he said, “and it is cold.” [pd4e5f6][pg7h8i9]\n"
    "Nothing else was found."
)
READ = [
    DraftSentence("The fund paid £2 million.", ("pa1b2c3",)),
    DraftSentence("“It is late,” he said, “and it is cold.”", ("pd4e5f6", "pg7h8i9")),
    DraftSentence("Nothing else was found.", ()),
]


def read(pieces: list[str]) -> list[DraftSentence]:
    reader = DraftReader()
    found = [sentence for piece in pieces for sentence in reader.feed(piece)]
    return [*found, *reader.finish()]


@given(st.lists(st.integers(0, len(REPLY)), max_size=12))
def test_pieces_make_no_difference(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(REPLY)]
    assert read([REPLY[a:b] for a, b in pairwise(edges)]) == READ


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    reader = DraftReader()
    assert list(reader.feed("It rose. [pa1b2c3]")) == []
    assert list(reader.feed(" Then it")) == [DraftSentence("It rose.", ("pa1b2c3",))]


def test_an_object_reads_as_its_lines_do() -> None:
    listed = [{"text": each.text, "keys": [f"[{key}]" for key in each.keys]} for each in READ]
    told = json.dumps({"sentences": listed})
    assert read([told]) == READ
    assert read([f"```json\n{told}\n```"]) == READ


@pytest.mark.parametrize("reply", ["{not json", '{"answer": "yes"}', '{"sentences": ["one"]}'])
def test_a_broken_object_is_no_draft(reply: str) -> None:
    with pytest.raises(BadDraft):
        read([reply])


def test_what_a_model_thinks_aloud_is_no_part_of_its_reply() -> None:
    assert read(["<think>Is it [pa1b2c3]?</think>", "It rose. [pd4e5f6]"]) == [
        DraftSentence("It rose.", ("pd4e5f6",))
    ]


def test_keys_may_stand_before_the_full_stop() -> None:
    assert read(["It rose [pa1b2c3]. It fell [pd4e5f6]."]) == [
        DraftSentence("It rose.", ("pa1b2c3",)),
        DraftSentence("It fell.", ("pd4e5f6",)),
    ]
