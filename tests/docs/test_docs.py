"""The documentation names only what exists, and the picture of the architecture is current."""

import ast
import importlib.util
import re
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from folders import ROOT

from rag.settings import Settings

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
STEP = re.compile(r"`([\w/]+\.py)` `([\w.]+)`")
MOST_STEPS = 3
# What people look for first; each must be in the table.
WANTED = ("refused", "speaking", "model's sentence", "too long", "add one")
CHAINS = ("that a question is refused", "who is speaking", "whether a model", "when a model", "which stores")


def page_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def defined(path: Path) -> set[str]:
    """The functions, classes, methods and constants of a module, methods as `Class.method`."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef():
                names.add(node.name)
                names |= {
                    f"{node.name}.{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)
                }
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                names.add(node.name)
            case ast.Assign():
                names |= {each.id for each in node.targets if isinstance(each, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names


def picture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("picture", ROOT / "docs" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(("file", "name"), sorted(set(STEP.findall(ARCHITECTURE))))
def test_each_file_and_function_of_the_architecture_page_exists(file: str, name: str) -> None:
    assert (ROOT / file).is_file()
    assert name in defined(ROOT / file)


def test_each_decision_is_at_most_three_steps_away() -> None:
    rows = [line for line in ARCHITECTURE.splitlines() if line.startswith("| … ")]
    assert [wanted for wanted in WANTED if not any(wanted in row for row in rows)] == []
    for row in rows:
        steps = STEP.findall(row)
        assert 1 <= len(steps) <= MOST_STEPS, row
        assert len(steps) == len(re.findall(r"\b\d\. ", row)), row


def test_each_step_to_a_decision_names_the_next() -> None:
    for row in (
        line for line in ARCHITECTURE.splitlines() if any(f"… {wanted}" in line for wanted in CHAINS)
    ):
        for (file, _), (_, name) in pairwise(STEP.findall(row)):
            said = (ROOT / file).read_text(encoding="utf-8")
            assert any(re.search(rf"\b{part}\b", said) for part in name.split(".")), (row, name)


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_each_file_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:rag|ingest|server|report_qa|tests|harness|benchmarks|docs|examples)/[\w/.-]*)`", text
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_each_relative_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_picture_of_the_architecture_is_current() -> None:
    drawn = (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8")
    assert drawn == picture().svg(), "run `python docs/picture.py`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_lists_each_setting_with_its_default_and_meaning(name: str) -> None:
    field = Settings.model_fields[name]
    default = "" if field.default in ("", None) else f"`{field.default}`"
    row = f"| `REPORT_QA_{name.upper()}` | {default} | {field.description} |"
    assert row in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
