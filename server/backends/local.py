"""A command's work done in this process, over the stores themselves."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ingest.sync.progress import Outcome, Progress
from rag.errors import IndexUnusable
from rag.overviews import claims, timeline
from rag.question.query import Query, Question
from rag.retrieval import literal_search
from rag.service import Service
from rag.storage.audit import verification
from rag.storage.revision.indexes import discard_indexes
from server.affairs import folders
from server.affairs.rooms import Rooms
from server.backends.interface import Briefing, BriefOrder
from server.changes import Changes
from server.export.desk import content, gathered, of_entries
from server.export.questions import Unasked, read_questions
from server.requests import filters_from
from server.routes.affairs import affair_values, affairs_values
from server.routes.find import FoundOut, found_values
from server.routes.quotations import QuotationOut, quotation_values
from server.schemas import (
    AnswerOut,
    ConversationsOut,
    DocumentsOut,
    HitsOut,
    WholeDocumentOut,
    answer_values,
    document_values,
    hit_values,
)


class Local:
    """Gives what the HTTP routes give: the same values through the same schemas."""

    def __init__(self, service: Service, root: Path | None = None) -> None:
        """`root` is the data folder, where the service is over another affair than the default one."""
        self._service = service
        self._root = root or service.settings.data_dir

    def affairs(self) -> dict[str, Any]:
        return affairs_values(folders.affairs(self._root))

    def create_affair(self, title: str, name: str) -> dict[str, Any]:
        return affair_values(folders.create(self._root, title, name))

    def rename_affair(self, name: str, title: str) -> dict[str, Any]:
        return affair_values(folders.rename(self._root, name, title))

    def delete_affair(self, name: str, confirmed: str) -> None:
        Rooms(self._service).delete(name, confirmed)

    def ask(self, question: str, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        asked = Question(question, filters=filters_from(list(filters)))
        answer = self._service.pipeline.answer(asked)
        return _json(AnswerOut, answer_values(answer, self._service.stores.library))

    def search(self, query: str, limit: int, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        hits = self._service.pipeline.search(Query(query, filters_from(list(filters))), limit)
        return _json(HitsOut, {"hits": [hit_values(hit, self._service.stores.library) for hit in hits]})

    def find(self, text: str, limit: int | None, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        most = literal_search.MOST if limit is None else limit
        found = self._service.pipeline.find(text, filters_from(list(filters)), most)
        return _json(FoundOut, found_values(found, self._service.stores.library))

    def quotation(self, text: str, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        return _json(QuotationOut, quotation_values(self._service, text, filters_from(list(filters))))

    def documents(self) -> dict[str, Any]:
        held = self._service.stores.library.holdings()
        return _json(DocumentsOut, {"documents": [document_values(each) for each in held]})

    def document(self, id: str) -> dict[str, Any]:
        held = self._service.stores.library.holding(id)
        whole = self._service.stores.library.document(id)
        values = document_values(held) | {"text": whole.text, "page_starts": whole.pages}
        return _json(WholeDocumentOut, values)

    def overview(self) -> dict[str, Any]:
        return asdict(self._service.overview.now())

    def claims(self, limit: int | None) -> dict[str, Any]:
        rows = self._service.claims.rows(claims.MOST if limit is None else limit)
        return {"claims": [asdict(row) for row in rows]}

    def timeline(
        self, query: str, limit: int | None, filters: Sequence[tuple[str, str]], published: bool
    ) -> dict[str, Any]:
        most = timeline.MOST if limit is None else limit
        rows = self._service.timeline.rows(query, most, filters_from(list(filters)), published)
        return {"rows": [asdict(row) for row in rows]}

    def conversations(self, words: str) -> dict[str, Any]:
        found = self._service.archive.conversations(words)
        return _json(ConversationsOut, {"conversations": [asdict(each) for each in found]})

    def erase_conversation(self, id: str) -> None:
        Changes(self._service).erase_conversation(id)

    def ingest(self, named: Sequence[str], report: Callable[[Progress], None]) -> Outcome:
        return Changes(self._service).ingest(named, report)

    def rebuild(self, report: Callable[[Progress], None]) -> int:
        try:
            return Changes(self._service).rebuild(report)
        except IndexUnusable:
            discard_indexes(self._service.settings.data_dir)
            return Changes(self._service).rebuild(report)

    def verify(self) -> dict[str, Any]:
        return verification(self._service.stores)

    def brief(self, order: BriefOrder, report: Callable[[int, int], None]) -> Briefing:
        read = read_questions(order.lines)
        total = sum(isinstance(each, str) for each in read)
        entries = gathered(self._service, order.title, read, report=lambda done: report(done, total))
        made = content(
            of_entries(self._service, order.title, entries, order.timeline, order.whole), order.format
        )
        return Briefing(made, [(each.question, each.why) for each in entries if isinstance(each, Unasked)])

    def remove(self, document_ids: Sequence[str]) -> None:
        Changes(self._service).remove(document_ids)

    def move(self, document_ids: Sequence[str], to: str) -> None:
        target = folders.affair_folder(self._root, to)
        if target == self._service.settings.data_dir:
            raise folders.BadAffair(f"The documents are in {to!r} already. Name another affair.")
        named = "" if to == folders.DEFAULT else to
        with closing(self._service.beside(named, target)) as other:
            Changes(self._service).move(document_ids, other)

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        Changes(self._service).correct(document_id, values)


def _json(schema: type[BaseModel], values: dict[str, Any]) -> dict[str, Any]:
    return schema.model_validate(values).model_dump(mode="json")
