"""Draws `docs/architecture.svg` from the code: the layers of the import contract, and what each folder says it does.

python docs/picture.py
"""

import ast
import textwrap
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "architecture.svg"
_WIDTH, _MARGIN, _GAP = 1000, 24, 8
_LINE, _PADDING = 15, 9
_CHARACTER = 6.1  # average width of a letter at 11 px, in px
_INSIDE = 132  # left edge of the boxes; to the left is the name of the package
_COLOURS = {"server": "#e8eef7", "report_qa": "#e8eef7", "ingest": "#e9f3ea", "rag": "#f6efe3"}
_PACKAGES = ("server", "report_qa", "ingest", "rag")


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """One folder or module: its name and the first sentence of its docstring."""

    name: str
    text: str


def layers(package: str) -> list[list[DrawnBox]]:
    """The rows of a package, top first: those of its import contract, or the package itself."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    rows: list[str] = next((each["layers"] for each in contracts if each.get("containers") == [package]), [])
    if not rows:
        return [[DrawnBox(package, first_sentence(ROOT / package))]]
    return [
        [DrawnBox(name.strip(), first_sentence(ROOT / package / name.strip())) for name in row.split("|")]
        for row in rows
    ]


def first_sentence(place: Path) -> str:
    """The first sentence of a folder's or module's docstring."""
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    told = " ".join((ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split())
    end = min((at for mark in (". ", "? ", "; ") if (at := told.find(mark)) > 0), default=len(told) - 1)
    return told[: end + 1].rstrip(".;").replace("`", "")


def svg() -> str:
    """The whole picture."""
    parts: list[str] = []
    top: float = _MARGIN
    for package in _PACKAGES:
        begins = top
        shapes = []
        for row in layers(package):
            drawn, height = _row(row, package, top + _GAP)
            shapes.append(drawn)
            top += height + _GAP
        top += _GAP
        parts.append(
            f'<rect x="{_MARGIN}" y="{begins}" width="{_WIDTH - 2 * _MARGIN}" height="{top - begins}" rx="6" '
            f'fill="{_COLOURS[package]}"/>'
        )
        parts.append(
            f'<text x="{_MARGIN + 12}" y="{(begins + top) / 2 + 5:g}" class="package">{package}</text>'
        )
        parts += shapes
        top += _GAP
    height = top + 2 * _LINE
    parts.append(
        f'<text x="{_MARGIN}" y="{top + _LINE:g}">Imports point down only: a folder may use those below it '
        "and none above or beside it (checked by import-linter). Made by docs/picture.py.</text>"
    )
    style = (
        "text{font:11px Helvetica,Arial,sans-serif;fill:#333}.name{font-weight:bold;font-size:12px;fill:#111}"
        ".package{font-weight:bold;font-size:15px;fill:#111}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}" role="img" '
        f'aria-label="The packages and folders, in layers">\n<style>{style}</style>\n'
        f'<rect width="{_WIDTH}" height="{height:g}" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _row(row: list[DrawnBox], package: str, top: float) -> tuple[str, float]:
    """The boxes of one layer side by side, and how high they are."""
    wide = (_WIDTH - _MARGIN - _INSIDE - _GAP - _GAP * (len(row) - 1)) / len(row)
    texts = [textwrap.wrap(box.text, int((wide - 2 * _PADDING) / _CHARACTER)) for box in row]
    high = _LINE * (1 + max(map(len, texts))) + _PADDING
    drawn = []
    for number, (box, lines) in enumerate(zip(row, texts, strict=True)):
        left = _INSIDE + number * (wide + _GAP)
        is_file = (ROOT / package / f"{box.name}.py").is_file()
        name = f"{box.name}.py" if is_file else f"{box.name}/"
        drawn.append(
            f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" rx="4" fill="#ffffff" stroke="#bbb"/>'
        )
        drawn.append(f'<text x="{left + _PADDING:g}" y="{top + _LINE:g}" class="name">{name}</text>')
        drawn += [
            f'<text x="{left + _PADDING:g}" y="{top + _LINE * (2 + line):g}">{escape(text)}</text>'
            for line, text in enumerate(lines)
        ]
    return "\n".join(drawn), high


if __name__ == "__main__":
    TARGET.write_text(svg(), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} written")
