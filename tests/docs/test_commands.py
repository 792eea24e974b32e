"""The README's table of commands is held to the code; the one of settings is in `tests/docs`."""

import re

from folders import ROOT
from typer.main import get_command

from server import cli

_README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, its own head left out."""
    lines = _README.partition(f"\n## {heading}\n")[2].splitlines()
    begun = next(number for number, line in enumerate(lines) if line.startswith("|"))
    table = lines[begun:]
    ended = next(number for number, line in enumerate(table) if not line.startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:ended]]


def test_every_command_and_only_those_stand_in_the_readme_with_options_that_exist() -> None:
    commands = get_command(cli._application()).commands  # type: ignore[attr-defined]
    listed = set()
    for cell, _ in rows("Commands"):
        found = re.findall(r"`(?:report-qa )?([a-z-]+)[^`]*`", cell)
        listed.update(found)
        known = {option for name in found for each in commands[name].params for option in each.opts}
        assert set(re.findall(r"(?<!\w)--?[a-z]+", cell.replace("erase-conversation", ""))) <= known, cell
    assert listed == set(commands)
