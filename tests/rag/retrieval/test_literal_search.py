"""Every occurrence is found, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import AFFAIR_FOLDER
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sync.sync import sync
from rag.errors import BadQuestion
from rag.retrieval.literal_search import LiteralSearch, phrases
from rag.service import Service
from rag.storage.stores import Stores
from rag.types import Filters

TEXTS = {
    "one.md": "---\npublisher: The Herald\ndate: 2015-04-29\nkind: article\n---\n"
    "The café in Łódź closed. “CAFÉ owners want 1,500 złoty,” said Jo Hill.\n\nCafés are open; the cafe is not.\n",
    "two.md": "---\npublisher: City Board\nkind: report\n---\n# The wave\n\nlimit of 500\n\n"
    "The wave limit is 2.5 m. A wave-limit, or Wave\u00a0Limit.\n",
}


EVERYTHING = Filters()


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> LiteralSearch:
    folder = Path(tmp_path_factory.mktemp("papers"))
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return service_over(folder).retriever.literal


def told(search: LiteralSearch, text: str, filters: Filters = EVERYTHING) -> list[str]:
    return [hit.text for hit in search.find(text, filters).hits]


def test_case_and_accents_do_not_matter_and_words_are_whole(search: LiteralSearch) -> None:
    assert told(search, "cafe") == told(search, "CAFÉ") == ["café", "CAFÉ", "cafe"]
    assert told(search, "lodz") == ["Łódź"]
    assert told(search, "caf") == []


def test_a_part_of_a_number_is_no_occurrence(search: LiteralSearch) -> None:
    assert told(search, "500") == ["500"]
    assert told(search, "2.5") == ["2.5"]
    assert told(search, "2") == told(search, "5") == []


def test_a_phrase_stays_in_its_paragraph(search: LiteralSearch) -> None:
    assert told(search, "wave limit") == ["wave limit", "Wave Limit"]
    assert told(search, "wave-limit") == ["wave-limit"]


def test_a_document_has_to_hold_every_phrase_in_quotation_marks(search: LiteralSearch) -> None:
    assert told(search, '"wave limit" "city"') == []
    assert told(search, "“the wave limit” limit") == ["limit", "The wave limit", "limit", "limit", "Limit"]
    assert phrases('"wave limit" of “2.5 m”') == ["wave limit", "of", "2.5 m"]


def test_occurrences_are_counted_by_document_however_few_are_shown(search: LiteralSearch) -> None:
    found = search.find("the", limit=1)
    assert (found.total, list(found.counts.values()), len(found.hits)) == (4, [2, 2], 1)
    assert search.find("the", limit=0).total == 4


def test_filters_narrow_what_is_searched(search: LiteralSearch) -> None:
    assert search.find("the", Filters(kind=("report",))).total == 2
    assert search.find("the", Filters(date_from="2015")).total == 2
    assert told(search, "cafe", Filters(speaker=("Jo Hill",))) == ["CAFÉ"]


def test_each_occurrence_is_shown_in_its_own_paragraph(search: LiteralSearch) -> None:
    (hit,) = search.find("open").hits
    assert (hit.before, hit.text, hit.after) == ("Cafés are ", "open", "; the cafe is not.")


@pytest.mark.parametrize("nothing", ["", "  ", '""', "“ ”", "\u200d", "'"])
def test_there_has_to_be_something_to_look_for(search: LiteralSearch, nothing: str) -> None:
    with pytest.raises(BadQuestion):
        search.find(nothing)


@pytest.mark.parametrize(
    "hostile",
    ["(a+)+$", ".*", "[", "\\", "%_", "* OR 1=1", "\x00", "\ud800", "a" * 5000, "🙂", ". ." * 600],
)
def test_what_looks_like_a_pattern_is_looked_for_as_it_stands(search: LiteralSearch, hostile: str) -> None:
    assert search.find(hostile).total == 0


def test_a_changed_and_a_removed_file_are_searched_as_they_are(stores: Stores, tmp_path: Path) -> None:
    search, file = LiteralSearch(stores), tmp_path / "papers" / "one.md"
    file.parent.mkdir()
    file.write_text("Moths were found.\n", encoding="utf-8")
    sync(stores, [file.parent])
    assert search.find("moths").total == 1
    file.write_text("Ants were found.\n", encoding="utf-8")
    sync(stores, [file.parent])
    assert (search.find("moths").total, search.find("ants").total) == (0, 1)
    file.unlink()
    sync(stores, [file.parent])
    assert search.find("ants").total == 0


def test_it_finds_what_a_plain_look_through_every_text_finds(service_over: Callable[..., Service]) -> None:
    service = service_over(AFFAIR_FOLDER / "documents")
    library = service.stores.library
    search = LiteralSearch(service.stores)
    texts = library.texts(entry.document_id for entry in library.catalogue())
    vocabulary = sorted({word for text in texts.values() for word in re.findall(r"[A-Za-z]{2,}", text)})

    @settings(deadline=None, max_examples=150)
    @given(st.sampled_from(vocabulary))
    def found_alike(word: str) -> None:
        plain = re.compile(rf"(?<![^\W_]){word}(?![^\W_])", re.IGNORECASE)
        counts = {id: len(plain.findall(text)) for id, text in texts.items()}
        found = search.find(word, limit=1000)
        assert found.counts == {id: count for id, count in counts.items() if count}
        assert all(texts[hit.document_id][hit.start : hit.end] == hit.text for hit in found.hits)
        assert all(
            f"{hit.before}{hit.text}{hit.after}" in texts[hit.document_id]
            and hit.text.lower() == word.lower()
            for hit in found.hits
        )

    found_alike()
