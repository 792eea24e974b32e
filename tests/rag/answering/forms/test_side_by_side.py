"""Two parties compared point by point."""

from collections.abc import Callable

from rag.answering.forms.material import Material
from rag.answering.forms.side_by_side import side_by_side
from rag.answering.positions import Stand
from rag.judging.reading import Reader
from rag.parties.parties import Party
from rag.question.query import Query
from rag.service import Service
from rag.storage.term_weights import Rarity
from rag.types import Answer

Ask = Callable[[str], Answer]


def test_what_two_parties_say_on_one_point_stands_together(ask: Ask) -> None:
    answer = ask("compare what Bexley Surveyors and Calder Council say about the leaks in the reading room")
    assert answer.asked.kind == "comparison"
    quotes = {each.marker: each.quote for each in answer.citations}
    shown = [quotes[each.citations[0]] for each in answer.sentences if each.citations]
    leaks = next(n for n, quote in enumerate(shown) if "counted 42 leaks" in quote)
    reply = next(n for n, quote in enumerate(shown) if "counted 30 leaks" in quote)
    assert abs(leaks - reply) == 1
    assert [side.party for side in answer.sides if not side.silent] == [
        "Bexley Surveyors survey",
        "Calder Council",
    ]


def test_what_the_two_say_together_stands_once_for_both(roof: Service) -> None:
    reader = Reader(roof.stores, roof.retriever, Rarity(roof.stores.lexical), None)
    material = Material(roof.stores, roof.retriever, reader, 1500)
    reading = reader.read(Query("leaks in the reading room"))
    together = material.found(reading, "leaks in the reading room", 1)[0]
    one, other = (
        Party(name, name, (name,), frozenset({name}), frozenset({"a"}))
        for name in ("Orrin Trust", "Hull Council")
    )
    draft = side_by_side([Stand(one, (together,), False), Stand(other, (together,), False)], material)
    assert draft is not None
    (said,) = draft.sentences
    assert said.text.startswith("Orrin Trust and Hull Council: ")
    assert [(side.party, side.citations) for side in draft.sides] == [
        ("Orrin Trust", (1,)),
        ("Hull Council", (1,)),
    ]
