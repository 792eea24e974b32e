"""The shape of the code base: small folders, short functions, and a package docstring that tells where to start."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from folders import ROOT, TESTS

PACKAGES = ("rag", "ingest", "server", "report_qa")
LONGEST = 50  # lines of a function
WORST = 30  # cyclomatic complexity as radon counts it; 31 and more is its grade E
IN_RAG = 8  # files directly in rag/
IN_A_FOLDER = 20
LINES = 260  # of a file

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*packages: str) -> list[Path]:
    return [
        path
        for package in packages
        for path in sorted((ROOT / package).rglob("*.py"))
        if ".cache" not in path.parts  # what benchmarks are measured beside is not ours
    ]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(*packages: str) -> Iterator[tuple[str, Function]]:
    for path in modules(*packages):
        yield from _functions(path)


@cache
def _functions(path: Path) -> list[tuple[str, Function]]:
    return [
        (f"{named(path)}:{node.name}", node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function)
    ]


def complexity(node: ast.AST) -> int:
    """Branches of a function, counted as radon's `cc` counts them."""
    found = 1
    for each in ast.walk(node):
        match each:
            case ast.If() | ast.IfExp() | ast.ExceptHandler() | ast.Assert():
                found += 1
            case ast.For() | ast.AsyncFor() | ast.While():
                found += 1 + bool(each.orelse)
            case ast.comprehension():
                found += 1 + len(each.ifs)
            case ast.BoolOp():
                found += len(each.values) - 1
            case ast.match_case():
                found += 1
    return found


def test_few_files_lie_directly_in_rag() -> None:
    assert len(list((ROOT / "rag").glob("*.py"))) <= IN_RAG


def test_no_folder_has_more_files_than_one_can_survey() -> None:
    counted = Counter(named(path.parent) for path in modules("rag", "ingest"))
    too_full = {folder for folder, files in counted.items() if files > IN_A_FOLDER}
    assert too_full == set()


def test_no_file_is_longer_than_one_reads_at_once() -> None:
    long = {
        named(path)
        for path in modules(*PACKAGES)
        if len(path.read_text(encoding="utf-8").splitlines()) > LINES
    }
    assert long == set()


def test_no_function_is_longer_than_a_screen() -> None:
    written = functions(*PACKAGES, "harness", "benchmarks", "supply")
    long = {name for name, node in written if (node.end_lineno or 0) - node.lineno >= LONGEST}
    assert long == set()


def test_no_function_is_too_complex() -> None:
    complex_ = {name for name, node in functions(*PACKAGES) if complexity(node) > WORST}
    assert complex_ == set()


def test_complexity_is_counted_as_radon_counts_it() -> None:
    source = """
def f(rows):
    for row in rows:
        if row.a and row.b or row.c:
            return [each for each in row if each if each.x]
    try:
        return 1 if rows else 2
    except ValueError:
        assert rows
"""
    assert complexity(ast.parse(source).body[0]) == 11  # `radon cc -s` says 11


def imported() -> dict[str, set[str]]:
    """Which modules each module imports, at its top or inside a function."""
    known = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in modules(*PACKAGES)
    }
    found = {}
    for name, path in known.items():
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        whole = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
        parts = {
            f"{node.module}.{each.name}" if f"{node.module}.{each.name}" in known else str(node.module)
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for each in node.names
        }
        found[name] = (whole | parts) & known.keys()
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    left = imported()
    while free := [name for name, others in left.items() if not others & left.keys()]:
        for name in free:
            del left[name]
    above = {name for others in left.values() for name in others}
    while ends := left.keys() - above:  # these import a circle and are in none
        for name in ends:
            del left[name]
        above = {name for others in left.values() for name in others}
    assert set(left) == set()


@pytest.mark.parametrize(
    "init", [path for path in modules("rag", "ingest") if path.name == "__init__.py"], ids=named
)
def test_each_folder_says_what_comes_in_what_goes_out_and_where_to_start(init: Path) -> None:
    told = " ".join((ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or "").split())
    assert re.search(r"\bIn: .+ Out: .+ Open `", told), told
    opened = re.findall(r"`([\w/]+\.py)`", told)
    assert opened
    assert all((init.parent / each).is_file() for each in opened)


def test_no_two_test_files_share_a_name() -> None:
    """Those outside tests/page have no package, so that Python tells them apart by their file's name alone."""
    held = [path for path in TESTS.rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    assert [name for name, count in Counter(path.name for path in held).items() if count > 1] == []


def test_only_the_tests_of_benchmarks_import_them() -> None:
    importing = {
        named(path)
        for path in modules("tests")
        if (TESTS / "benchmarks") not in path.parents
        and re.search(r"^\s*(?:from|import) benchmarks\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importing == set()


def test_no_name_of_the_development_set_is_in_the_code() -> None:
    names = re.compile(
        r"Norvane|Tallow|Pryce|Sallow|Hethersay|Solan|Marrandale|Aldergate|Pendrick", re.IGNORECASE
    )
    assert [
        named(path) for path in modules(*PACKAGES) if names.search(path.read_text(encoding="utf-8"))
    ] == []
