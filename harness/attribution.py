"""How well speakers are found: the quotations labelled by hand in news articles, against what attribution finds.

A label is what stands between quotation marks and who says it, with the other names that the article uses for the same
speaker; a title, a slogan or a word quoted for its tone has none. A speaker agrees with a label when one names the
other: the words of the shorter name, without articles, owners and descriptions, are words of the longer.

`marked_results` reads papers of our own instead, of which some are held out: mails, letters, interviews, the record of
a parliament, opinion and popular papers, minutes, reports, threads of posts. They were labelled before anything was run
on them. Their labels stand in the text, as ⟦speaker¦words⟧ with "-" for nobody but the paper itself, and the whole file
is read, as it is at ingestion. A sentence of the paper's own voice is no speaker that was given: it misleads nobody.

Precision: of the quotations that are given a speaker other than the article's own voice, those whose label agrees.
Recall: of the quotations that somebody says, those whose speaker is found.
"""

import html
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.attribution import attribute, with_speakers
from ingest.isolation.parsed import ReadingTask, parse
from ingest.text.reading import Block, sentences_of
from rag.types import Metadata, Sentence

_HERE = Path(__file__).resolve().parent
LABELS = _HERE.parent / "tests" / "attribution_labels.json"
MORE_LABELS = _HERE.parent / "tests" / "attribution_labels_more.json"
MARKED = _HERE.parent / "benchmarks" / "data" / "attribution"
CORPUS = _HERE.parents[1] / "shared" / "eval" / "multihop_rag" / "corpus.json"
# «Jo Hill’s lawyer» does not name Jo Hill.
_OWNER = re.compile(r"(?:[A-ZÀ-Þ][\w-]*\s+)*[A-ZÀ-Þ][\w-]*[’']s\s+(?=\S)")
_PAPER = re.compile(r"^=== (?P<name>\S+) (?P<genre>.+)\n", re.MULTILINE)
_MARK = re.compile(r"⟦(?P<speaker>[^¦⟧]+)¦(?P<words>[^⟧]+)⟧")
_NOBODY = "-"
_EMPTY = frozenset("a an the one of our his her its their your my".split())


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one article; `taken` is in milliseconds per kilobyte."""

    outlet: str
    said: int  # quotations that somebody says
    found: int  # of these, with the right speaker
    given: int  # quotations with a speaker other than the article's own voice
    wrong: tuple[tuple[int, str, str], ...]  # offset, label, speaker
    taken: float

    @property
    def precision(self) -> float:
        return self.found / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.said if self.said else 1.0


def results(labels: Path = LABELS, corpus: Path = CORPUS) -> list[Result]:
    """One result for each labelled article."""
    articles = json.loads(corpus.read_text(encoding="utf-8"))
    return [
        _result(articles[row["article"]], row["quotations"]) for row in json.loads(labels.read_text("utf-8"))
    ]


def marked_results(papers: Path) -> list[Result]:
    """One result for each genre in a file of marked papers; `wrong` has the number of the paper for an offset."""
    parts = _PAPER.split(papers.read_text(encoding="utf-8"))[1:]
    found: dict[str, Result] = {}
    for number, (name, genre, content) in enumerate(zip(parts[::3], parts[1::3], parts[2::3], strict=True)):
        one = _marked_result(number, name, genre, content)
        before = found.get(genre, Result(genre, 0, 0, 0, (), 0.0))
        found[genre] = Result(
            genre,
            before.said + one.said,
            before.found + one.found,
            before.given + one.given,
            before.wrong + one.wrong,
            max(before.taken, one.taken),
        )
    return list(found.values())


def _marked_result(number: int, name: str, genre: str, content: str) -> Result:
    shown = html.unescape if name.endswith(".html") else str  # a page's text has no «&rsquo;»
    labels = [
        (match["speaker"], " ".join(shown(match["words"]).split())) for match in _MARK.finditer(content)
    ]
    begun = time.process_time()
    parsed = parse(ReadingTask(name, _MARK.sub(lambda match: match["words"], content).encode()))
    taken = 1000 * (time.process_time() - begun) / (len(content.encode()) / 1000)
    said = found = given = 0
    wrong: list[tuple[int, str, str]] = []
    for names, words in labels:
        start = parsed.text.find(words)
        sentence = _covering(parsed.sentences, start, start + len(words)) if start >= 0 else None
        speaker = sentence.speaker if sentence is not None else None
        if sentence is not None and sentence.manner == "voice":
            writes = names != _NOBODY and any(agree(n, speaker or "") for n in names.split("/"))
            speaker = speaker if writes else None
        right = names != _NOBODY and speaker is not None and any(agree(n, speaker) for n in names.split("/"))
        said += names != _NOBODY
        given += speaker is not None
        found += right
        if not right and (names != _NOBODY or speaker is not None):
            wrong.append((number, f"{names}: {words}", speaker or _NOBODY))
    return Result(genre, said, found, given, tuple(wrong), taken)


def _result(article: dict[str, str], quotations: Sequence[dict[str, object]]) -> Result:
    text = article["body"]
    metadata = Metadata(
        title=article["title"], publisher=article["source"], author=article["author"], kind="article"
    )
    sentences = sentences_of(tuple(Block(paragraph) for paragraph in text.split("\n\n")))
    begun = time.process_time()
    spoken = with_speakers(sentences, attribute(text, sentences, metadata), metadata)
    taken = 1000 * (time.process_time() - begun) / (len(text.encode()) / 1000)
    said = found = given = 0
    wrong: list[tuple[int, str, str]] = []
    for quotation in quotations:
        start, end, names = quotation["start"], quotation["end"], quotation["speaker"]
        sentence = _covering(spoken, int(str(start)), int(str(end)))
        speaker = sentence.speaker if sentence is not None and sentence.manner != "voice" else None
        said += names is not None
        given += speaker is not None
        right = (
            isinstance(names, list) and speaker is not None and any(agree(name, speaker) for name in names)
        )
        found += right
        if not right and (names is not None or speaker is not None):
            wrong.append(
                (int(str(start)), " / ".join(names) if isinstance(names, list) else "-", speaker or "-")
            )
    return Result(article["source"], said, found, given, tuple(wrong), taken)


def _covering(sentences: Sequence[Sentence], start: int, end: int) -> Sentence | None:
    return max(
        (each for each in sentences if each.start < end and start < each.end),
        key=lambda each: min(each.end, end) - max(each.start, start),
        default=None,
    )


def agree(one: str, other: str) -> bool:
    """Whether one name names the other."""
    pairs = ((_words(one), _words(other)), (_folded(_bare(one)), _folded(_bare(other))))
    return any(first and second and (first <= second or second <= first) for first, second in pairs)


def _words(name: str) -> frozenset[str]:
    words = _bare(name)
    # «al-Hassan» is a name; «vice-chair» is none.
    return _folded([word for word in words if any(part[:1].isupper() for part in word.split("-"))] or words)


def _bare(name: str) -> list[str]:
    plain = _OWNER.sub("", name.replace("'", "’"))
    return [word for word in re.findall(r"[\w’-]+", plain) if word.casefold() not in _EMPTY]


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(word.casefold().removesuffix("’s") for word in words)
