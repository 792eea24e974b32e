"""PDF: the page of the evidence found, every quotation on its page, no word lost. Over company filings (FinanceBench).

A page is found if one of the first ten passages is on it. Baselines in the same run: BM25 over whole pages as pypdfium2
reads them, with our analyser and with plain lower-case words.
"""

import json
import math
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from benchmarks.heading import SHARED, absent, heading, share, table
from harness.shapes import cut, shapes
from ingest.readers import read
from ingest.sync.sync import sync
from rag.answering.citations import page_at
from rag.question.query import Query
from rag.service import Service
from rag.settings import Settings
from rag.storage.lexical_index import QueryPart
from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.index import TantivyIndex
from rag.types import Document, Filters, Metadata, Page, Passage

_FOLDER = SHARED / "eval" / "pdf"
_DEPTHS = (3, 5, 10)
_RECURRING = 0.5  # of the pages: such a line is a running head or foot
_PARTED = re.compile(r"[-\u00ad\ufffe\x02]\s*\r?\n")  # a hyphen at a line's end
_PROSE = 12  # words
_CLOSED = re.compile(r"""[.!?:;…]["”’')\]]*(?:\s*[\d¹²³*†]{1,3})?$""")
_BLANKS = re.compile(r"\s+")
_HYPHENS = re.compile(r"[-\u00ad\u2010\u2011\ufffe\x02]")


@dataclass(frozen=True, slots=True)
class PageCase:
    """A question about one file, and the physical pages, from 1, that answer it."""

    file: str
    text: str
    pages: frozenset[int]


def cases() -> list[PageCase]:
    lines = (_FOLDER / "questions.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        PageCase(
            known["doc"], known["question"], frozenset(each["page_0_based"] + 1 for each in known["evidence"])
        )
        for known in map(json.loads, lines)
    ]


def page_texts(path: Path) -> dict[int, str]:
    """pypdfium2's own text of each page, by physical number."""
    file = pypdfium2.PdfDocument(path)
    texts = {number: page.get_textpage().get_text_range() for number, page in enumerate(file, 1)}
    file.close()
    return texts


def main() -> None:
    """Print the tables of paragraphs, retrieval, citations and lost words."""
    print(
        heading(
            "Paragraphs of PDF",
            "ten made of known paragraphs; blocks of the filings by how they begin and end",
        )
    )
    print(f"\n{_whole()}\n")
    if absent("PDF", _FOLDER):
        return
    print(f"{_broken()}\n")
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Settings(data_dir=Path(folder) / "data", _env_file=None))
        outcome = sync(service.stores, [_FOLDER])
        library = service.stores.library
        documents = {
            Path(held.path).stem: library.document(held.id) for held in library.holdings() if held.pages
        }
        originals = {name: page_texts(_FOLDER / f"{name}.pdf") for name in documents}
        print(
            heading("PDF", f"{len(documents)} filings, {outcome.passages} passages, {len(cases())} questions")
        )
        print()
        print(_found(service, documents, originals, Path(folder)))
        print()
        print(_quoted(documents, originals))
        print()
        print(_lost(documents, originals))
        service.stores.close()


def _whole() -> str:
    rows = []
    for shape in shapes():
        lost = cut(shape, read(Path("a.pdf"), shape.content).blocks)
        rows.append([shape.name, share(len(lost), len(shape.paragraphs))])
    return table(["paragraphs that are no block of their own"], rows)


def _broken() -> str:
    """Blocks of running text that end in mid-sentence and are taken up by the next, or begin so below an open one."""
    rows = []
    for path in sorted(_FOLDER.glob("*.pdf")):
        blocks = [block for block in read(path).blocks if block.role in ("body", "item", "heading")]
        texts = ["", *(block.text for block in blocks), ""]
        prose = [at for at, block in enumerate(blocks, 1) if block.role == "body" and _is_prose(block.text)]
        cut = sum(_is_cut(*texts[at - 1 : at + 2]) for at in prose)
        rows.append([path.stem, share(cut, len(prose))])
    return table([f"blocks of {_PROSE} words and more that begin or end mid-sentence"], rows)


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _PROSE


def _is_cut(before: str, text: str, behind: str) -> bool:
    opened = bool(before) and not _CLOSED.search(before)
    return (opened and text[0].islower()) or (behind[:1].islower() and not _CLOSED.search(text))


def _found(
    service: Service,
    documents: Mapping[str, Document],
    originals: Mapping[str, Mapping[int, str]],
    folder: Path,
) -> str:
    asked = cases()
    ways: dict[str, list[list[set[int]]]] = {}
    for case in asked:
        document = documents[case.file]
        hits = service.retriever.retrieve(Query(case.text, Filters(document_id=(document.id,))), max(_DEPTHS))
        spans = [(hit.passage.start, hit.passage.end) for hit in hits]
        analysed = _by_lexical(folder / case.file, originals[case.file], case.text)
        for way, pages in (
            ("passages, any page they touch", [set(_pages(document.pages, *span)) for span in spans]),
            (
                "passages, the page they begin on",
                [set(_pages(document.pages, at, at + 1)) for at, _ in spans],
            ),
            ("BM25 over whole pages, our analyser", [{page} for page in analysed]),
            (
                "BM25 over whole pages, bare words",
                [{page} for page in _by_words(originals[case.file], case.text)],
            ),
        ):
            ways.setdefault(way, []).append(pages)
    rows = [
        [
            way,
            *(
                share(
                    sum(_is_among(c, pages[:depth]) for c, pages in zip(asked, found, strict=True)),
                    len(asked),
                )
                for depth in _DEPTHS
            ),
        ]
        for way, found in ways.items()
    ]
    return table([f"right page among the first {depth}" for depth in _DEPTHS], rows)


def _is_among(case: PageCase, found: Sequence[set[int]]) -> bool:
    return any(case.pages & pages for pages in found)


def _pages(pages: Sequence[Page], start: int, end: int) -> list[int]:
    first, last = page_at(pages, start), page_at(pages, end - 1)
    return list(range(first.number, last.number + 1)) if first and last else []


def _by_lexical(folder: Path, texts: Mapping[int, str], query: str) -> list[int]:
    index = TantivyIndex(folder)
    if not folder.with_suffix(".done").exists():
        index.add(
            PassageRow(Passage(str(page), "file", 0, len(text), text), Metadata())
            for page, text in texts.items()
        )
        index.commit()
        folder.with_suffix(".done").touch()
    found = [int(id) for id, _ in index.search([QueryPart((query,))], max(_DEPTHS))]
    index.close()
    return found


def _by_words(texts: Mapping[int, str], query: str) -> list[int]:
    """Okapi BM25, k1 1.5 and b 0.75 (Robertson and Zaragoza 2009)."""
    bags = {page: Counter(_words(text)) for page, text in texts.items()}
    lengths = {page: sum(bag.values()) for page, bag in bags.items()}
    mean = sum(lengths.values()) / len(lengths)
    scores: dict[int, float] = defaultdict(float)
    for word in set(_words(query)):
        holding = sum(1 for bag in bags.values() if word in bag)
        weight = math.log(1 + (len(bags) - holding + 0.5) / (holding + 0.5))
        for page, bag in bags.items():
            count = bag[word]
            scores[page] += weight * count * 2.5 / (count + 1.5 * (0.25 + 0.75 * lengths[page] / mean))
    return sorted(scores, key=lambda page: -scores[page])[: max(_DEPTHS)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def folded(text: str) -> str:
    """Without white space and hyphens, which PDF readers place differently."""
    return _HYPHENS.sub("", _BLANKS.sub("", text))


def _quoted(documents: Mapping[str, Document], originals: Mapping[str, Mapping[int, str]]) -> str:
    """Is every citable sentence on the page, or the pages, that its citation names?"""
    rows = []
    for name, document in sorted(documents.items()):
        held = {number: folded(text) for number, text in originals[name].items()}
        asked = [each for each in document.sentences if each.role != "furniture"]
        standing = sum(1 for each in asked if stands(document, each.start, each.end, held))
        rows.append([name, share(standing, len(asked))])
    return table(["sentences that stand on their page in pypdfium2's text"], rows)


def stands(document: Document, start: int, end: int, held: Mapping[int, str]) -> bool:
    """`held` are the folded texts of the pages; each part of a sentence across pages must be on its page."""
    for number in _pages(document.pages, start, end):
        page = next(page for page in document.pages if page.number == number)
        following = next((each.start for each in document.pages if each.number > number), len(document.text))
        part = document.text[max(start, page.start) : min(end, following)]
        if folded(part) not in held[number]:
            return False
    return True


def _lost(documents: Mapping[str, Document], originals: Mapping[str, Mapping[int, str]]) -> str:
    rows = []
    for name, document in sorted(documents.items()):
        missing, all_words, examples = loss(document, originals[name])
        rows.append([name, f"{missing / all_words:.3%} ({missing}/{all_words})", ", ".join(examples)])
    return table(["words of pypdfium2's text that ours lacks", "among them"], rows)


def loss(document: Document, texts: Mapping[int, str]) -> tuple[int, int, list[str]]:
    """(words missing, all words, examples of missing words); running lines and hyphenated words are not counted."""
    lines = Counter(
        line for text in texts.values() for line in {_pattern(line) for line in text.splitlines()}
    )
    running = {line for line, count in lines.items() if count >= _RECURRING * len(texts)}
    # A word that was parted at a line's end counts as kept whole, in its halves, or with its hyphen.
    kept = Counter(word for word in _bare_words(document.text) if word)
    kept.update(word.replace("-", "") for word in document.text.split() if "-" in word)
    total: Counter[str] = Counter()
    for text in texts.values():
        for line in _PARTED.sub("", text).splitlines():
            if _pattern(line) not in running:
                total.update(word for word in _bare_words(line) if any(map(str.isalnum, word)))
    lost = total - kept
    return sum(lost.values()), sum(total.values()), [word for word, _ in lost.most_common(8)]


def _bare_words(text: str) -> list[str]:
    return re.split(r"[\s\u00ad\ufffe\x02-]+", text)


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


if __name__ == "__main__":
    main()
