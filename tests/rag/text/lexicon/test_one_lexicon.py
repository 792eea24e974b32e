"""Words of the language stand in the lexicon's tables alone: no module has a list of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
SOURCES = sorted(path for folder in ("rag", "ingest", "server") for path in (ROOT / folder).rglob("*.py"))
# So many different members of a class in one string literal are a list of that class.
MEMBERS = {
    "verbs of saying": (
        4,
        "said says argued argues claimed claims insisted warned warns stated concluded denied",
    ),
    "modal verbs": (3, "would could might should must shall"),
    "months": (3, "january february april july august october december"),
    "bodies": (4, "council committee commission trust union company agency university ministry"),
    "offices": (4, "director president secretary minister spokes chair treasurer trustee"),
    "measures": (4, "years months weeks hours minutes metres miles pounds"),
    "joints of a question": (4, "while whereas compared contrast between than"),
    "things asked for": (4, "proportion price salary percent rating decade author region"),
    "kinds of works": (3, "reports? study|studies reviews? audits? surveys? inquiry|inquiries"),
}  # fmt: skip


def literals(source: str) -> Iterator[tuple[int, str]]:
    """The string literals of a module but its docstrings, those of one f-string joined, with their lines."""
    tree = ast.parse(source)
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }  # a string that is a statement of its own
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def lists_in(source: str, members: str, least: int) -> list[int]:
    """The lines on which a literal holds at least so many of these words."""
    patterns = [re.compile(rf"\b(?:{member})", re.IGNORECASE) for member in members.split()]
    return [
        line for line, text in literals(source) if sum(bool(each.search(text)) for each in patterns) >= least
    ]


@pytest.mark.parametrize("kind", MEMBERS)
def test_no_module_has_a_list_of_its_own(kind: str) -> None:
    least, members = MEMBERS[kind]
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in SOURCES
        for line in lists_in(path.read_text(encoding="utf-8"), members, least)
    ]

    assert found == []


def test_a_list_in_a_module_would_be_seen() -> None:
    assert lists_in('VERBS = "said|says|argued|claimed"', MEMBERS["verbs of saying"][1], 4) == [1]
    assert lists_in('"""She said, says, argued and claimed."""', MEMBERS["verbs of saying"][1], 4) == []
