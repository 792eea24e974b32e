"""The command `report-qa`: the same doors as the HTTP API, for a terminal."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rag.errors import BadFilter, OperatorError, ReportQAError, UserError
from rag.service import Service
from rag.settings import settings
from rag.storage.data_folder import use_private_umask
from rag.types import Query, Question
from server import changes
from server.asked_of import asked_of
from server.export.command import add_arguments, brief
from server.kept import conversations, erase
from server.overviews import add_claims_arguments, add_timeline_arguments, claims, timeline
from server.requests import filters_from
from server.schemas import answer_values, document_values, hit_values
from server.serve import serve
from server.temporary import temporary_files_in
from server.terminal import print_answer, print_documents, print_hits

_ALL_WELL, _SOME_FAILED, _WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 all well, 1 some of it failed, 2 wrong use."""
    use_private_umask()
    given = _parser().parse_args(arguments)
    command: Callable[[Service, argparse.Namespace], int] = given.command
    try:
        chosen = settings()
        with temporary_files_in(chosen.data_dir):
            return command(Service(chosen), given)
    except ReportQAError as error:
        print(f"report-qa: {error}", file=sys.stderr)
        return _WRONG_USE if isinstance(error, UserError | OperatorError) else _SOME_FAILED
    except KeyboardInterrupt:
        print("report-qa: stopped; what was finished is kept.", file=sys.stderr)
        return _SOME_FAILED
    except BrokenPipeError:
        return _ALL_WELL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="report-qa", description="Questions to one affair's papers, answered with exact quotations."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[Service, argparse.Namespace], int], help: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help)
        made.set_defaults(command=run)
        return made

    ingest = add(
        "ingest",
        changes.ingest,
        "take in files, folders and pages; what has gone from a folder named is removed",
    )
    ingest.add_argument("named", nargs="*", metavar="PATH or URL", help="default: documents/")
    ask = add("ask", _ask, "answer a question, with citations")
    ask.add_argument("question")
    search = add("search", _search, "ranked passages, no answer")
    search.add_argument("query")
    search.add_argument("--limit", type=int, default=10)
    for made in (ask, search):
        made.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE")
    documents = add("documents", _documents, "what is held, and what is missing of its metadata")
    remove = add("remove", changes.remove, "take a document out")
    remove.add_argument("id")
    set_ = add("set", changes.correct, "correct what is known of a document; an empty value: not known")
    set_.add_argument("id")
    set_.add_argument("fields", nargs="+", metavar="NAME=VALUE")
    verify = add("verify", changes.verify, "prove that the stores agree and every passage is verbatim")
    add("rebuild", changes.rebuild, "make both indexes again from the library")
    backup = add("backup", changes.backup, "copy the library and the files as they came into one archive")
    backup.add_argument("file", type=Path, metavar="FILE.zip")
    dated = add("timeline", timeline, "dated quotations in order of their dates, all or those on a query")
    add_timeline_arguments(dated)
    claimed = add("claims", claims, "each claim of a report, with the answers of the others or their silence")
    add_claims_arguments(claimed)
    kept = add("conversations", conversations, "what was asked, the latest first")
    kept.add_argument("--search", default="", metavar="WORDS", help="those in which all of these words occur")
    erased = add("erase-conversation", erase, "erase conversations with their answers, for good")
    erased.add_argument("ids", nargs="+", metavar="ID")
    for made in (ingest, ask, search, documents, verify, dated, claimed, kept):
        made.add_argument("--json", action="store_true", help="print JSON")
    add_arguments(add("brief", brief, "a briefing: each question with its cited answer, in Word or Markdown"))
    serve_ = add("serve", _serve, "the API and the chat page")
    serve_.add_argument("--host", default="127.0.0.1")
    serve_.add_argument("--port", type=int, default=8000)
    return parser


def _ask(service: Service, given: argparse.Namespace) -> int:
    filters = filters_from(_pairs(given.filter))
    answer = service.pipeline.answer(Question(given.question, filters=filters))
    if given.json:
        print(json.dumps(answer_values(answer, service.stores.library), ensure_ascii=False))
    else:
        print_answer(answer, asked_of(filters, service.stores.library))
    return _ALL_WELL


def _search(service: Service, given: argparse.Namespace) -> int:
    if given.limit < 1:
        raise BadFilter("--limit must be at least 1.")
    hits = service.pipeline.search(Query(given.query, filters_from(_pairs(given.filter))), given.limit)
    if given.json:
        values = [hit_values(hit, service.stores.library) for hit in hits]
        print(json.dumps({"hits": values}, ensure_ascii=False))
    else:
        print_hits(hits)
    return _ALL_WELL


def _documents(service: Service, given: argparse.Namespace) -> int:
    values = [document_values(held) for held in service.stores.library.holdings()]
    if given.json:
        print(json.dumps({"documents": values}, ensure_ascii=False))
    else:
        print_documents(values)
    return _ALL_WELL


def _serve(service: Service, given: argparse.Namespace) -> int:
    return serve(service, given.host, given.port)


def _pairs(filters: Sequence[str]) -> list[tuple[str, str]]:
    for each in filters:
        if "=" not in each:
            raise BadFilter(f"A filter is written name=value, not {each!r}.")
    return [(name, value) for name, _, value in (each.partition("=") for each in filters)]


if __name__ == "__main__":
    sys.exit(main())
