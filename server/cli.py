"""The command `report-qa`: its commands in one table, and how an error becomes an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from inspect import cleandoc
from typing import Annotated

from typer import Exit, Option, Typer
from typer.main import get_command

from rag.errors import OperatorError, ReportQAError, UserError
from server.commands.affairs import affairs, create_affair, delete_affair, rename_affair
from server.commands.brief import brief
from server.commands.conversations import conversations, erase_conversation
from server.commands.documents import correct, documents, ingest, move, remove
from server.commands.keys import add_key, audit, keys, revoke_key
from server.commands.mcp import mcp
from server.commands.options import ALL_WELL, SOME_FAILED, WRONG_USE
from server.commands.overviews import claims, overview, timeline
from server.commands.questions import ask, find, search
from server.commands.serve import serve
from server.commands.stores import backup, rebuild, recover, verify
from server.commands.watch import watch

_STOPPED = 130  # what shells expect after Ctrl+C

# Name, function, an example of its use.
_COMMANDS: dict[str, tuple[tuple[str, Callable[..., int], str], ...]] = {
    "Questions": (
        ("ask", ask, 'report-qa ask "Who promised repairs?" --filter date_from=2015'),
        ("search", search, "report-qa search repairs --limit 5"),
        ("find", find, 'report-qa find "wave limit" --filter kind=report'),
        ("overview", overview, "report-qa overview"),
        ("claims", claims, "report-qa claims --limit 20"),
        ("timeline", timeline, 'report-qa timeline "the harbour wall"'),
        ("brief", brief, "report-qa brief questions.txt -o briefing.docx"),
        ("conversations", conversations, "report-qa conversations --search harbour"),
        ("erase-conversation", erase_conversation, "report-qa erase-conversation FWQ6mcCXD37n"),
    ),
    "Documents": (
        ("ingest", ingest, "report-qa ingest ~/papers/inquiry https://example.org/statement"),
        ("watch", watch, "report-qa watch ~/papers/inquiry"),
        ("documents", documents, "report-qa documents --json"),
        ("set", correct, "report-qa set 6221103d4c948f1a date=2019-03-12 publisher="),
        ("remove", remove, "report-qa remove 6221103d4c948f1a"),
        ("move", move, "report-qa move 6221103d4c948f1a --to harbour"),
    ),
    "Affairs and keys": (
        ("affairs", affairs, "report-qa affairs"),
        ("create-affair", create_affair, 'report-qa create-affair "The harbour wall" --name harbour'),
        ("rename-affair", rename_affair, 'report-qa rename-affair harbour "The harbour, 2015 to 2019"'),
        ("delete-affair", delete_affair, "report-qa delete-affair harbour"),
        ("keys", keys, "report-qa keys"),
        ("add-key", add_key, "report-qa add-key Ann --role reader --affair harbour"),
        ("revoke-key", revoke_key, "report-qa revoke-key Ann"),
        ("audit", audit, "report-qa audit --who Ann --limit 20"),
    ),
    "Service": (
        ("serve", serve, "report-qa serve --key --port 8080"),
        ("mcp", mcp, "report-qa mcp"),
        ("verify", verify, "report-qa verify"),
        ("rebuild", rebuild, "report-qa rebuild"),
        ("recover", recover, "report-qa recover"),
        ("backup", backup, "report-qa backup ~/backups/inquiry.zip"),
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 all well, 1 some of it failed, 2 wrong use."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except ReportQAError as error:
        print(f"report-qa: {error}", file=sys.stderr)
        return WRONG_USE if isinstance(error, UserError | OperatorError) else SOME_FAILED
    except BrokenPipeError:
        # Whoever read the output has enough; nothing is left to be written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ALL_WELL
    if code == _STOPPED:
        print("report-qa: stopped; what was finished is kept.", file=sys.stderr)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    command = get_command(_application())
    try:
        command.main(args=None if arguments is None else list(arguments), prog_name="report-qa")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ALL_WELL
    return ALL_WELL


def _application() -> Typer:
    # Boxes and colours are for a person at a terminal; a pipe gets plain lines.
    watched = sys.stdout.isatty() and sys.stderr.isatty()
    application = Typer(
        help="Ask questions of an affair's papers and get exact, attributed quotations as answers.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode="rich" if watched else None,
        pretty_exceptions_enable=False,
        result_callback=_end,
    )
    application.callback()(_options)
    for panel, commands in _COMMANDS.items():
        for name, function, example in commands:
            application.command(
                name, help=_reflowed(function.__doc__), epilog=f"Example: {example}", rich_help_panel=panel
            )(function)
    return application


def _reflowed(docstring: str | None) -> str:
    """Each paragraph on one line, to be wrapped where it is shown."""
    paragraphs = cleandoc(docstring or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"report-qa {version('report-qa')}")
        raise Exit


def _options(
    _version: Annotated[
        bool, Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """What holds for every command."""
    from rag.storage.data_folder import use_private_umask  # imports asyncio, which `--help` does without

    use_private_umask()


def _end(code: int, **_: object) -> None:
    raise Exit(code)


if __name__ == "__main__":
    sys.exit(main())
