"""Readers see one state of the library, whoever writes meanwhile."""

import random
import threading
from collections.abc import Callable

from loaded import service_of

from rag.question.query import Question
from rag.settings import Settings
from rag.storage.locations import Place
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.types import Answer, Document, Metadata, Passage, Sentence

_COPIES = 12
_READERS = 2


def words(seed: int, number: int) -> str:
    drawn = random.Random(seed)
    return " ".join(
        f"{drawn.choice('bdfglmnprst')}{drawn.choice('aeiou')}{drawn.randrange(99)}" for _ in range(number)
    )


RELEASE = f"The harbour board closed the east quay. {words(1, 150)}."


def copy(number: int, revision: str = "r") -> Ready:
    """A near-copy of one release, as a new document."""
    text = f"{RELEASE} {words(100 + number, 10)}."
    id, passage_id = f"copy{number}", f"copy{number}-{revision}-0"
    document = Document(
        id, f"{id}.txt", text, Metadata(publisher=f"Paper {number}"), (), (Sentence(0, len(text)),)
    )
    passage = Passage(passage_id, id, 0, len(text), text)
    return Ready(document, revision, (passage,), (Place(document.path, id, revision),))


def put(stores: Stores, ready: Ready) -> None:
    with stores.writing():
        stores.put([ready])


def while_copies_come_in(stores: Stores, read: Callable[[], None]) -> list[BaseException]:
    """What readers raise while near-copies come in and go out."""
    over, raised = threading.Event(), []

    def keep_reading() -> None:
        while not over.is_set():
            try:
                read()
            except BaseException as error:
                raised.append(error)
                return

    readers = [threading.Thread(target=keep_reading) for _ in range(_READERS)]
    for reader in readers:
        reader.start()
    try:
        for number in range(_COPIES):
            put(stores, copy(number))
            if number % 4 == 3:
                with stores.writing():
                    stores.remove([f"copy{number - 2}"])
    finally:
        over.set()
        for reader in readers:
            reader.join()
    return raised


def test_lists_are_read_whole_while_near_copies_come_in(stores: Stores) -> None:
    put(stores, copy(999))

    def read() -> None:
        held = stores.library.holdings()
        ids = {each.id for each in held}
        assert all(other in ids for each in held for other in each.same_source)
        with stores.database.reading():
            counts = stores.library.counts()
            assert counts["documents"] == len(stores.library.holdings()) == len(stores.library.catalogue())
            for entry in stores.library.catalogue():
                assert stores.library.document(entry.document_id).text
            assert stores.library.independent(stores.library.metadata(ids)) >= 1

    assert while_copies_come_in(stores, read) == []


def test_an_answer_is_of_one_state_of_the_library(stores: Stores) -> None:
    service = service_of(Settings(data_dir=stores.folder, _env_file=None), stores)
    put(stores, copy(999))

    def read() -> None:
        revisions = []
        for event in service.pipeline.stream(Question("Who closed the east quay?")):
            if isinstance(event, Answer):
                assert event.citations
                assert event.searched["documents"] == event.searched["passages"]
            else:
                revisions.append(event)
        assert revisions

    assert while_copies_come_in(stores, read) == []


def test_what_is_read_inside_is_as_it_was_at_the_beginning(stores: Stores) -> None:
    put(stores, copy(1))
    with stores.database.reading():
        before = stores.library.document("copy1")
        writer = threading.Thread(target=put, args=(stores, copy(2)))
        writer.start()
        writer.join()
        assert stores.library.counts()["documents"] == 1
        assert stores.library.document("copy1") == before
    assert stores.library.counts()["documents"] == 2
