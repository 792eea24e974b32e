"""`affairs`, `create-affair`, `rename-affair` and `delete-affair`: several collections in one data folder."""

import sys
from typing import Annotated, Any

from typer import Argument, Option

from rag.errors import UserError
from server.backends.choice import backend
from server.commands.options import ALL_WELL, AsJson, put_out

Name = Annotated[
    str, Argument(metavar="NAME", help="The affair's name, as `affairs` lists them.", show_default=False)
]
Title = Annotated[str, Argument(metavar="TITLE", help="Its title, as people read it.", show_default=False)]


class NotAnswered(UserError):
    """Nobody is there to confirm what cannot be undone."""

    code = "not_confirmed"


def affairs(as_json: AsJson = False) -> int:
    """List the affairs: collections that are kept apart in every question and answer."""
    with backend() as at:
        return put_out(at.affairs(), as_json, _print)


def create_affair(
    title: Title,
    name: Annotated[
        str,
        Option(
            metavar="NAME",
            help="Its name in addresses and commands; by default made of the title.",
            show_default=False,
        ),
    ] = "",
) -> int:
    """Create an affair without documents.

    The other commands work with it when `--affair NAME` is added.
    """
    with backend() as at:
        made = at.create_affair(title, name)
    print(f"Created {made['name']}. Add documents with `report-qa ingest --affair {made['name']} PATH`.")
    return ALL_WELL


def rename_affair(name: Name, title: Title) -> int:
    """Give an affair another title; its name and addresses stay."""
    with backend() as at:
        made = at.rename_affair(name, title)
    print(f"{name} is now “{made['title']}”.")
    return ALL_WELL


def delete_affair(
    name: Name,
    confirmed: Annotated[
        str,
        Option(
            "--confirm", metavar="NAME", help="The name once more, instead of typing it.", show_default=False
        ),
    ] = "",
) -> int:
    """Delete an affair with its documents, answers, conversations and pins, for good.

    Backups of it stay where they were written.
    """
    with backend() as at:
        at.delete_affair(name, confirmed or _typed(name))
    print(f"Deleted {name}.")
    return ALL_WELL


def _typed(name: str) -> str:
    """What a person types to confirm; raises NotAnswered where none is there."""
    if not sys.stdin.isatty():
        raise NotAnswered(f"Deleting an affair cannot be undone. Confirm it with --confirm {name}.")
    print(
        f"This erases the affair {name} with everything in it. Type its name to confirm: ", end="", flush=True
    )
    return sys.stdin.readline().strip()


def _print(found: dict[str, Any]) -> None:
    width = max(len(each["name"]) for each in found["affairs"])
    for each in found["affairs"]:
        print(f"{each['name']:{width}}  {each['title']}")
