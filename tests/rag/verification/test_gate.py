"""The gate: what follows its source passes, in the source's own characters; what was changed does not."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from folders import AFFAIR_FOLDER

from rag.generation.keys import Keys
from rag.generation.parse_reply import read_note
from rag.service import Service
from rag.types import Hit, Metadata, Passage, Sentence
from rag.verification.gate import DraftSentence, Failed, Passed, check
from rag.verification.passages import SentPassage, sent

AFFAIR = AFFAIR_FOLDER
DRAFTS: list[dict[str, Any]] = json.loads((AFFAIR / "drafts.json").read_text(encoding="utf-8"))
SAID = (
    "Jo Hill told the council: “We paid up to £40,000 for the bridge – and it’s not safe.” "
    "It was closed in May 2019."
)


def passage(text: str, *ends: int, summary: bool = False, speaker: str | None = None) -> SentPassage:
    """One passage; its sentences end at `ends`."""
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = tuple(Sentence(a, b, speaker=speaker) for a, b in zip(starts, ends, strict=True))
    metadata = Metadata(
        "The bridge", "The Herald", None, "2019-06-01", text_type="summary" if summary else "original"
    )
    hit = Hit(Passage("1", "d", 0, len(text), text), metadata, 1.0)
    return sent([hit], {"1": (sentences, np.zeros((len(sentences), 1), np.float32))}, Keys("one").of)[0]


BRIDGE = passage(SAID, SAID.index("” It") + 1, len(SAID))


def held(text: str, source: SentPassage = BRIDGE, key: str | None = None) -> Passed | Failed:
    return check(DraftSentence(text, (key or source.key,)), {source.key: source})


@pytest.fixture(scope="module")
def affair(service_over: Callable[..., Service]) -> dict[str, list[SentPassage]]:
    """All passages of the invented affair under keys, by the file that they come from."""
    library = service_over(AFFAIR / "documents").stores.library
    found = {}
    for entry in library.catalogue():
        ids = library.passage_ids([entry.document_id])
        hits = [Hit(each, entry.metadata, 1.0) for each in library.passages(ids).values()]
        found[Path(entry.path).name] = sent(hits, library.sentence_vectors(ids), Keys("one").of)
    return found


def is_shown(draft: dict[str, Any], affair: Mapping[str, list[SentPassage]]) -> bool:
    sent_ = {each.key: each for several in affair.values() for each in several}
    keys = ""
    for document, anchor in draft["cites"]:
        keys += next(f"[{each.key}]" for each in affair[document] if anchor in each.text.replace("\xa0", " "))
    return all(isinstance(check(each, sent_), Passed) for each in read_note(f"{draft['text']} {keys}", sent_))


@pytest.mark.parametrize(
    "draft", [each for each in DRAFTS if not each["holds"]], ids=lambda each: each["text"][:50]
)
def test_a_lie_that_cites_the_right_passage_is_not_shown(
    draft: dict[str, Any], affair: dict[str, list[SentPassage]]
) -> None:
    assert not is_shown(draft, affair)


def test_most_of_what_a_careful_writer_would_say_is_shown(affair: dict[str, list[SentPassage]]) -> None:
    true = [draft for draft in DRAFTS if draft["holds"]]
    shown = [draft for draft in true if is_shown(draft, affair)]
    assert len(true) == 60
    assert len(shown) >= 45


def test_a_quotation_is_shown_in_the_characters_of_its_source() -> None:
    found = held('Jo Hill said: "We paid up to £40,000 for the bridge - and it\'s not safe."')
    assert isinstance(found, Passed)
    assert "“We paid up to £40,000 for the bridge – and it’s not safe.”" in found.text
    assert (found.kind, found.support) == ("quote", "verified")


@pytest.mark.parametrize(
    "text",
    [
        'Jo Hill said: "We paid up to £40,000 for the bridge and it\'s not safe."',
        'Jo Hill said: "We paid up to £45,000 for the bridge."',
        'Jo Hill said: "We paid for the bridge."',
        'Jo Hill said: "… it’s … safe."',  # the ellipsis takes the "not" away
        'Jo Hill said: "it’s not safe … We paid up to £40,000"',  # the wrong way round
        "The bridge cost £40,000.",  # up to
        "The bridge was closed in May 2018.",
        "The bridge is safe, Jo Hill told the council.",
        "Ann Moor told the council that the bridge is not safe.",
        "The bridge was closed in May 2019. See https://herald.example/bridge",
        "The bridge was closed in May 2019 ![](http://x.example/a.png)",
        "<b>The bridge</b> was closed in May 2019.",
        "The bridge in May 2019.",
        "Jo Hill.",  # claims something, and does not say what
        "It is not true that it was closed in May 2019.",
        "It was painted in May 2019.",
        "It might be closed in May 2019.",
        "It was partly closed in May 2019, angering residents.",
    ],
)
def test_what_was_changed_is_not_shown(text: str) -> None:
    assert isinstance(held(text), Failed)


@pytest.mark.parametrize(
    ("source", "false"),
    [
        ("Some of the schools were reportedly closed for good.", "All of the schools were closed for good."),
        ("Some schools were reportedly closed for good.", "Some schools were closed for good."),
        ("The council will open the new harbour in spring.", "The council opened the new harbour in spring."),
        (
            "The council may open the new harbour in spring.",
            "The council will open the new harbour in spring.",
        ),
        (
            "The council bought the largest ship on the island.",
            "The council bought the smallest ship on the island.",
        ),
        (
            "Dozens of passengers waited at the pier all night.",
            "Hundreds of passengers waited at the pier all night.",
        ),
        (
            "The council bought the old ship for the island.",
            "The council painted the old ship for the island.",
        ),
    ],
)
def test_what_limits_a_statement_is_kept(source: str, false: str) -> None:
    held_in = passage(source, len(source))
    assert isinstance(held(source, held_in), Passed)
    assert isinstance(held(false, held_in), Failed)


def test_a_word_that_means_the_same_may_stand_for_another() -> None:
    source = passage("The council bought the old ship for the island.", 47)
    assert isinstance(held("The council purchased the old ship for the island.", source), Passed)


def test_a_key_that_was_never_sent_bears_nothing() -> None:
    assert isinstance(held("The bridge was closed in May 2019.", key="pzzzzz9"), Failed)
    assert isinstance(
        check(DraftSentence("The bridge was closed in May 2019.", ()), {BRIDGE.key: BRIDGE}), Failed
    )


def test_a_wording_of_its_own_is_supported_by_the_one_sentence_that_bears_it() -> None:
    found = held(
        "The bridge was closed in May 2019.", passage("The bridge was closed in May 2019 for good.", 43)
    )
    assert isinstance(found, Passed)
    assert (found.kind, found.support) == ("paraphrase", "supported")
    assert [each.text for each in found.evidence] == ["The bridge was closed in May 2019 for good."]


def test_a_summary_is_never_quoted() -> None:
    summary = passage("The bridge was closed in May 2019 for good.", 43, summary=True)
    found = held("The Herald says: “The bridge was closed in May 2019 for good.”", summary)
    assert isinstance(found, Passed)
    assert found.kind == "paraphrase"
    assert not set(found.text) & set('“”"')


def test_hidden_characters_and_emphasis_are_not_shown() -> None:
    found = held(
        "The **bridge** was\u202e closed in\u200b May 2019.",
        passage("The bridge was closed in May 2019 for good.", 43),
    )
    assert isinstance(found, Passed)
    assert found.text == "The bridge was closed in May 2019."
