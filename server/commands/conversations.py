"""`conversations` and `erase-conversation`: what was asked."""

from typing import Annotated

from typer import Argument, Option

from server.affairs.folders import DEFAULT
from server.backends.choice import backend
from server.commands.options import ALL_WELL, AsJson, InAffair, put_out
from server.commands.terminal import print_conversations


def conversations(
    search: Annotated[
        str, Option(metavar="WORDS", help="Only those that have all of these words.", show_default=False)
    ] = "",
    as_json: AsJson = False,
    affair: InAffair = DEFAULT,
) -> int:
    """List the conversations, the latest first."""
    with backend(affair) as at:
        return put_out(at.conversations(search), as_json, lambda found: print_conversations(found, search))


def erase_conversation(
    ids: Annotated[
        list[str],
        Argument(metavar="ID", help="Ids, as `conversations` lists them.", show_default=False),
    ],
    affair: InAffair = DEFAULT,
) -> int:
    """Erase conversations with their answers, for good."""
    with backend(affair) as at:
        for id in ids:
            at.erase_conversation(id)
            print(f"Erased {id}.")
    return ALL_WELL
