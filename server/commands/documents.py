"""`ingest`, `documents`, `remove` and `set`: the documents that are held."""

import json
from dataclasses import asdict
from typing import Annotated

from typer import Argument, Option

from rag.errors import UserError
from server.affairs.folders import DEFAULT
from server.backends.choice import backend
from server.commands.library_move import is_database, move_library
from server.commands.options import ALL_WELL, SOME_FAILED, AsJson, InAffair, put_out
from server.commands.progress import ProgressBar
from server.commands.terminal import print_documents, print_outcome
from server.export.bibliography import bibliography

_DEFAULT = "documents"

DocumentId = Annotated[
    str, Argument(metavar="ID", help="The document's id, as `documents` lists it.", show_default=False)
]


class BadAssignment(UserError):
    code = "bad_field"


def ingest(
    sources: Annotated[
        list[str],
        Argument(
            metavar="PATH or URL",
            help="Files, folders and addresses of web pages.",
            show_default=f"{_DEFAULT}/",
        ),
    ] = [],  # noqa: B006 never changed; Typer reads the default from here
    as_json: AsJson = False,
    affair: InAffair = DEFAULT,
) -> int:
    """Take in files, folders and web pages.

    Documents that have gone from a folder named here are removed; other documents stay. A file that cannot be read is
    reported, and the rest go in: the exit code is then 1.
    """
    with backend(affair) as at, ProgressBar("files", quiet=as_json) as bar:
        outcome = at.ingest(sources or [_DEFAULT], bar.show)
    if as_json:
        print(json.dumps(asdict(outcome), ensure_ascii=False))
    else:
        print_outcome(outcome)
    return SOME_FAILED if outcome.failed else ALL_WELL


def documents(
    as_json: AsJson = False,
    as_ris: Annotated[bool, Option("--ris", help="Print a bibliography in RIS.")] = False,
    as_csl: Annotated[bool, Option("--csl", help="Print a bibliography in CSL-JSON.")] = False,
    affair: InAffair = DEFAULT,
) -> int:
    """List the documents, and what metadata they lack.

    Zotero and others read a bibliography in RIS or CSL-JSON.
    """
    with backend(affair) as at:
        found = at.documents()
    if as_ris or as_csl:
        print(bibliography(found["documents"], "ris" if as_ris else "csl"), end="")
        return ALL_WELL
    return put_out(found, as_json, print_documents)


def remove(
    ids: Annotated[
        list[str],
        Argument(metavar="ID …", help="The documents' ids, as `documents` lists them.", show_default=False),
    ],
    affair: InAffair = DEFAULT,
) -> int:
    """Remove documents: all that are named, or none if one is unknown.

    Their files stay, and come back when their folder is ingested again. Several at once take hardly longer than one.
    """
    with backend(affair) as at:
        at.remove(ids)
    print(
        f"Removed {', '.join(ids)}. A file that is still in a folder comes back when that folder is ingested again."
    )
    return ALL_WELL


def move(
    to: Annotated[
        str,
        Option(
            metavar="NAME or URL",
            help="The affair to move them to; or a PostgreSQL database, or `sqlite`, for the whole library.",
            show_default=False,
        ),
    ],
    ids: Annotated[
        list[str] | None,
        Argument(metavar="ID …", help="The documents' ids, as `documents` lists them.", show_default=False),
    ] = None,
    affair: InAffair = DEFAULT,
) -> int:
    """Move documents to another affair: all that are named, or none if one is unknown.

    They keep their ids. Answers and pins that quote them stay in the affair where they were made. Without ids, and with
    the address of a PostgreSQL database, the libraries of all affairs move there; with `sqlite`, back to the folder.
    """
    if not ids:
        if not is_database(to) or affair != DEFAULT:
            raise BadAssignment(
                "Name the documents to move; or name a PostgreSQL database or `sqlite` without --affair, to move the "
                "libraries of all affairs."
            )
        move_library(to)
        return ALL_WELL
    with backend(affair) as at:
        at.move(ids, to)
    print(f"Moved {', '.join(ids)} to {to}.")
    return ALL_WELL


def correct(
    id: DocumentId,
    assignments: Annotated[
        list[str],
        Argument(
            metavar="NAME=VALUE",
            help="Fields and their values; an empty value means not known.",
            show_default=False,
        ),
    ],
    affair: InAffair = DEFAULT,
) -> int:
    """Correct the metadata of a document."""
    values = {}
    for each in assignments:
        name, equals, value = each.partition("=")
        if not equals:
            raise BadAssignment(f"A field is written name=value, not {each!r}.")
        values[name.strip()] = value
    with backend(affair) as at:
        at.correct(id, values)
    print(f"Set {', '.join(values)} of {id}.")
    return ALL_WELL
