"""A question in the words of the documents: slips, spellings, capitals, abbreviations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import put, ready

from rag.embedding.embedder import Embedder
from rag.question.vocabulary import Vocabularies
from rag.question.wording import Words
from rag.storage.stores import Stores

_TOLD = (
    "Kestrel Water dredged the harbour because of the silt, and a councillor said that Kestrel Water had failed.",
    "The inquiry heard that José Quintero, the harbour master, had asked the harbour committee for a judgment.",
    "He told the committee about the neap tide buoy twice; the neap tide buoy lies off Brill Head.",
    "No other neap tide buoy was lost.",
    "Workloads grew, and the Brill Harbour Pilots Association (BHPA) called it a scandal of the first order.",
    "The labour dispute ended at 6:45pm, when more than 15,000 passengers had waited, an inspector of Brill said.",
)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Words]:
    stores = Stores(Path(tmp_path_factory.mktemp("words")), embedder)
    put(stores, ready("harbour", *_TOLD))
    yield Words(Vocabularies(stores.library).now(), stores.lexical, stores.library.every_text)
    stores.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("why was the harbuor dredged", "why was the harbour dredged"),
        ("cld ppl n boats get thru", "could people and boats get through"),
        ("how much wud it cost, n shud the town pay", "how much would it cost, and should the town pay"),
        ("what did N. Quintero ask for", "what did N. Quintero ask for"),
        ("who is quinterro", "who is Quintero"),
        ("WHY WAS THE HARBOUR DREDGED?", "why was the harbour dredged?"),
        ("who is jose quintero", "who is José Quintero"),
        ("What did Qiuntero ask for?", "What did Quintero ask for?"),
        ("what did kestrel water do", "what did Kestrel Water do"),
        ("by how mcuh did wrokloads grow", "by how much did workloads grow"),
        ("what was the judgement", "what was the judgment"),
        ("why did the labor dispute end", "why did the labour dispute end"),
        ("dont they dredge", "don’t they dredge"),
        ("whats quinteros job", "what’s Quintero’s job"),
        ("more than15,000 passengers", "more than 15,000 passengers"),
        ("what did the harbourmaster say", "what did the harbour master say"),
        ("what was the recomendation", "what was the recommendation"),
    ],
)
def test_the_question_is_worded_as_the_documents_word_it(words: Words, typed: str, meant: str) -> None:
    assert words.read(typed).text == meant


@pytest.mark.parametrize(
    "question",
    [
        "What did Quintana say?",  # another letter is another name
        "What did the NSPCC say?",
        "Is it cold in March?",
        "Who dredged the harbour?",
        "why was it a disaster",
        "summarise the article",
        "what did the ombudsman refund",
    ],
)
def test_another_name_and_plain_english_stay_as_they_are(words: Words, question: str) -> None:
    found = words.read(question)
    assert found.text == question
    assert not found.corrected


def test_an_abbreviation_is_spelt_out_where_the_documents_tell_or_only_write_the_words(words: Words) -> None:
    assert "Brill Harbour Pilots Association" in " ".join(words.read("what does the BHPA say").also)
    found = words.read("where is the ntb")
    assert found.text == "where is the neap tide buoy"
    assert found.corrected == (("NTB", "neap tide buoy"),)


def test_other_forms_are_searched_for_besides(words: Words) -> None:
    assert "fail" in words.read("what failure was there").also
    assert "6:45pm".split(":")[1] in words.read("what ended at 6:45 pm").also
    assert "labor" in words.read("the labor dispute").also


def test_only_mended_slips_are_told(words: Words) -> None:
    assert words.read("harbuor and labor and jose").corrected == (("harbuor", "harbour"),)


def test_a_name_that_no_document_has_is_a_name_in_small_letters_too(words: Words) -> None:
    assert words.read("what did the seawarden say").text == "what did the seawarden say"
    assert words.read("what did ofwattle say").text == "what did Ofwattle say"
    assert words.read("tl;dr of the inquiry").text == "tl;dr of the inquiry"
