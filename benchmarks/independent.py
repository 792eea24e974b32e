"""Our readers against LibreOffice and pandoc: is the text of a real file whole, and in the same order?

`python -m benchmarks.independent` writes the documents of `documents/` and three tables in every format that these
programs write, and compares what we read with what they read from the same file. It needs `soffice` and `pandoc`.
"""

import csv
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.heading import heading, table
from benchmarks.pdf import page_texts
from ingest.readers import read
from ingest.text.reading import text_of

_DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
_COUNT = 6  # documents
_PAPERS = [
    _DOCUMENTS.parent / name
    for name in ("README.md", "docs/architecture.md", "docs/access.md", "docs/python.md")
]
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TEXT = "txt:Text (encoded):UTF8"
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # every sheet
_WRITTEN = {
    "doc": "doc:MS Word 97",
    "docm": "docm:MS Word 2007 XML VBA",
    "dotx": "dotx:MS Word 2007 XML Template",
    "odt": "odt",
    "rtf": "rtf",
    "docx": "docx:MS Word 2007 XML",
}
_SHEETS = {"xlsx": "xlsx", "xls": "xls:MS Excel 97", "ods": "ods"}
_SLIDES = {"pptx": "pptx", "odp": "odp"}
_ROWS = (
    [["Gate", "Inspected", "Cost", "Note"], ["North", "2019-03-12", "41200", "Wet, and very cold."]],
    [["Port", "Ships"], ["", ""], *([f"Berth {at}", str(at * at)] for at in range(1, 40))],
    [["Name", "Town", "", "Sum"], *([f"Person {at}", "Ness", "", f"{at}.5"] for at in range(1, 30))],
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Of one file: the words that the other program reads, those of them that we lack, and how many stand in order."""

    words: int
    missing: Counter[str]
    ordered: float


def main() -> int:
    if not shutil.which("soffice") or not shutil.which("pandoc"):
        print("Independent readers: skipped, because soffice or pandoc is missing.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_rows(Path(folder)))
    print(heading("Independent readers", "the same files read by LibreOffice or pandoc, and by us") + "\n")
    print(table(["files", "words of the other program", "that we lack", "in order", "among them"], rows))
    return 0


def _rows(folder: Path) -> Iterable[list[str]]:
    texts = [*sorted(_DOCUMENTS.glob("*.md"))[:_COUNT], *_PAPERS]
    base, slides, books, sheets = (folder / name for name in ("base", "slides", "books", "sheets"))
    for each in (base, slides, books, sheets):
        each.mkdir()
    for number, path in enumerate(texts):
        body = _FRONT.sub("", path.read_text(encoding="utf-8"))
        _pandoc(body, base / f"{number}.docx")
        _pandoc(body, books / f"{number}.epub", "--metadata", f"title={path.stem}")
        _pandoc(_as_slides(body), slides / f"{number}.pptx")
    for number, lines in enumerate(_ROWS):
        with (sheets / f"{number}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
    for suffix, kind in _WRITTEN.items():
        made = _converted(sorted(base.iterdir()), kind, folder / suffix)
        told = _converted(made, _TEXT, folder / f"{suffix}-told")
        yield _row(f".{suffix}, LibreOffice", made, [each.read_text("utf-8-sig") for each in told])
    for suffix, kind in _SHEETS.items():
        made = _converted(sorted(sheets.iterdir()), kind, folder / suffix)
        told = _converted(made, _CSV, folder / f"{suffix}-told")
        yield _row(f".{suffix}, LibreOffice", made, [each.read_text("utf-8-sig") for each in told])
    for suffix, kind in _SLIDES.items():
        made = _converted(sorted(slides.iterdir()), kind, folder / suffix)
        told = _converted(made, "pdf", folder / f"{suffix}-told")
        yield _row(
            f".{suffix}, LibreOffice as PDF", made, ["\n".join(page_texts(each).values()) for each in told]
        )
    made = sorted(books.iterdir())
    yield _row(
        ".epub, pandoc", made, [_run("pandoc", "-t", "plain", "--wrap=none", str(each)) for each in made]
    )


def _as_slides(body: str) -> str:
    """One slide for each of the first paragraphs, under the first words of it."""
    paragraphs = [each for each in body.split("\n\n") if len(each.split()) > 12 and each[0].isalpha()][:8]
    return "\n\n".join(f"# Slide {number}\n\n{each}" for number, each in enumerate(paragraphs, 1))


def _row(name: str, made: Sequence[Path], told: Sequence[str]) -> list[str]:
    found = [compared(text_of(read(path).blocks), other) for path, other in zip(made, told, strict=True)]
    words, missing = sum(each.words for each in found), sum((each.missing for each in found), Counter[str]())
    ordered = sum(each.ordered * each.words for each in found) / max(words, 1)
    examples = ", ".join(word for word, _ in missing.most_common(6))
    return [name, str(len(made)), str(words), str(missing.total()), f"{ordered:.4f}", examples]


def compared(ours: str, theirs: str) -> Compared:
    """`ordered` is the share of the words that both read which stand in the longest common order."""
    own, other = _words(ours), _words(theirs)
    missing = Counter(other) - Counter(own)
    both = Counter(own) & Counter(other)
    left, shared = both.copy(), []
    for word in other:
        if left[word] > 0:
            left[word] -= 1
            shared.append(word)
    matcher = SequenceMatcher(None, own, shared, autojunk=False)
    in_order = sum(block.size for block in matcher.get_matching_blocks())
    return Compared(len(other), missing, in_order / len(shared) if shared else 1.0)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _converted(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice writes them in a folder of their own."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files))
    return sorted(folder.iterdir())


def _pandoc(text: str, target: Path, *options: str) -> None:
    subprocess.run(["pandoc", "-f", "markdown", *options, "-o", str(target)], input=text.encode(), check=True)


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout


if __name__ == "__main__":
    sys.exit(main())
