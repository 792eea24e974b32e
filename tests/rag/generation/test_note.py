"""With a model that words a note: its wording is marked, verified, and stands over its evidence."""

import json
import re
from collections.abc import Callable

import pytest
from folders import AFFAIR_FOLDER
from scripted_chat import ScriptedChat, passages, scripted

from rag.generation.answer import Author
from rag.generation.note import NoteWriter
from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

COST = "What would the dredging of the approach cost?"
TRUE = "The work would come to a cost of about £2.3 million."
FREE = "Dredging comes at a price of some £2.3 million."
FALSE = "The work would cost about £3.2 million."


@pytest.fixture(scope="module")
def affair(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


def noted(affair: Service, *sentences: str, verdict: str | bool | None = None) -> tuple[Answer, ScriptedChat]:
    """The answer with a note of these sentences; `verdict` is what the verifier replies, True or False of each claim,
    and None where there is no verifier."""

    def script(told: str) -> str:
        if told.startswith("Claim"):
            claims = map(int, re.findall(r"^Claim (\d+):", told, re.MULTILINE))
            verdicts = [{"claim": claim, "entailed": verdict} for claim in claims]
            return verdict if isinstance(verdict, str) else json.dumps({"verdicts": verdicts})
        key = next(key for key, text in passages(told).items() if "The work would cost about" in text)
        return "\n".join(f"{each} [{key}]" for each in sentences)

    chat, model = scripted(script)
    stores = affair.stores
    writer = NoteWriter(chat, None if verdict is None else "model", 1500)
    author = Author(writer, stores.library, stores.embedder.counts, 4000, None)
    pipeline = Pipeline(stores, affair.retriever, affair.archive, 1500, affair.encoder, author)
    return pipeline.answer(Question(COST)), model


def worded(answer: Answer) -> list[str]:
    return [each.text for each in answer.sentences if each.worded]


def test_what_the_verifier_finds_entailed_is_shown_as_the_model_s_wording_over_its_evidence(
    affair: Service,
) -> None:
    answer, model = noted(affair, TRUE, verdict=True)
    assert worded(answer) == [TRUE]
    first, second = answer.sentences[:2]
    assert (first.worded, first.support) == (True, "supported")
    assert second.citations[0] in first.citations
    assert "£2.3 million" in second.text
    assert answer.text.startswith("Worded by the model: ")
    assert len(model.heard) == 2


def test_free_wording_is_shown_only_where_the_verifier_vouches_for_it(affair: Service) -> None:
    assert worded(noted(affair, FREE, verdict=True)[0]) == [FREE]
    assert worded(noted(affair, FREE, verdict=False)[0]) == []
    assert worded(noted(affair, FREE)[0]) == []


def test_without_a_verifier_a_sentence_is_never_called_supported(affair: Service) -> None:
    answer, model = noted(affair, TRUE)
    assert worded(answer) == [TRUE]
    assert answer.sentences[0].support == "unsupported"
    assert len(model.heard) == 1


def test_the_word_rules_veto_what_contradicts_its_source_word_by_word(affair: Service) -> None:
    denied = "The work would not cost about £2.3 million."
    assert worded(noted(affair, denied, verdict=True)[0]) == []


@pytest.mark.parametrize("verdict", ["", "I cannot judge this.", "NOTHING FOUND", '{"verdicts": ['])
def test_where_the_verifier_gives_no_verdict_the_word_rules_decide_and_a_note_says_so(
    affair: Service, verdict: str
) -> None:
    answer, _ = noted(affair, TRUE, FALSE, verdict=verdict)
    assert worded(answer) == [TRUE]
    assert answer.sentences[0].support == "unsupported"
    assert any("not verified" in warning for warning in answer.warnings)


def test_a_sentence_whose_pronoun_leans_on_one_that_was_cut_goes_too(affair: Service) -> None:
    answer, _ = noted(affair, FALSE, "It would cost about £2.3 million.")
    assert worded(answer) == []
    assert answer.citations
