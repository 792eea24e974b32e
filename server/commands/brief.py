"""`brief`: questions from a file, a briefing into a file."""

from pathlib import Path
from typing import Annotated, Literal

from typer import Argument, Option

from server.affairs.folders import DEFAULT
from server.backends.choice import backend
from server.commands.options import ALL_WELL, SOME_FAILED, InAffair
from server.commands.progress import ProgressBar

FootnoteStyle = Literal["short", "whole"]


def brief(
    questions: Annotated[
        Path,
        Argument(
            metavar="QUESTIONS.txt",
            help="One question a line; a line that begins with `## ` is a heading.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, Option("--output", "-o", metavar="OUT", help="A .docx or .md file.", show_default=False)
    ],
    title: Annotated[str, Option(metavar="TITLE", help="The title of the briefing.")] = "Briefing",
    timeline: Annotated[bool, Option("--timeline", help="Add the dated rows about the questions.")] = False,
    footnotes: Annotated[
        FootnoteStyle, Option(help="The source in full in its first footnote alone, or in every one.")
    ] = "short",
    affair: InAffair = DEFAULT,
) -> int:
    """Write a briefing from a file of questions.

    Each question stands with its cited answer and footnotes, and at the end what could not be verified. The
    exit code is 1 if a question could not be asked.
    """
    from server.export.file import write_briefing

    with backend(affair) as at, ProgressBar("questions") as bar:
        whole = footnotes == "whole"
        all_asked = write_briefing(at, questions, output, title, timeline, bar.count, whole)
    return ALL_WELL if all_asked else SOME_FAILED
