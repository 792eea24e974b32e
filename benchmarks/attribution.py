"""Who says each of the quotations that were labelled by hand in news articles (MultiHop-RAG, ODC-BY).

Ten articles were fixed before any was read: of ten outlets the first with 12 to 30 quotations of some length.
A label is what stands between quotation marks and who says it, with the other names that the article has for the
same speaker; a title, a slogan or a word quoted for its tone, in a sentence that is the paper's own, has none.
A speaker agrees with a label when one names the other: the words of the shorter name, without articles, owners and
descriptions, are words of the longer.

Precision: of the quotations to which a speaker other than the article's own voice is given, those where the label
agrees. Recall: of the quotations that somebody says, those whose speaker is found.

The rules were made on other articles, but the errors in these ten were looked at afterwards. So twenty more
were labelled, in four rounds, and each round was measured before anything was changed on its account (precision,
recall): 131 quotations .82 .82, then 110 .86 .82, then 61 .90 .89, then 55 .84 .76 – together .85 .82, which
is what to expect of articles that nobody has looked at. The tables show all of them as they are now.
"""

import json
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.attribution import attribute, with_speakers
from ingest.text.reading import Block, sentences_of
from rag.types import Metadata, Sentence

_HERE = Path(__file__).resolve().parent
_LABELS = _HERE.parent / "tests" / "attribution_labels.json"
_MORE = _HERE.parent / "tests" / "attribution_labels_more.json"
_CORPUS = _HERE.parents[1] / "shared" / "eval" / "multihop_rag" / "corpus.json"
# «Jo Hill’s lawyer» does not name Jo Hill.
_OWNER = re.compile(r"(?:[A-ZÀ-Þ][\w-]*\s+)*[A-ZÀ-Þ][\w-]*[’']s\s+(?=\S)")
_EMPTY = frozenset("a an the one of our his her its their".split())


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one article; `taken` is the milliseconds that attribution took for each kilobyte."""

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


def results(labels: Path = _LABELS, corpus: Path = _CORPUS) -> list[Result]:
    """One result for each labelled article."""
    articles = json.loads(corpus.read_text(encoding="utf-8"))
    return [
        _result(articles[row["article"]], row["quotations"]) for row in json.loads(labels.read_text("utf-8"))
    ]


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
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str) -> frozenset[str]:
    words = [word for word in re.findall(r"[\w’'-]+", _OWNER.sub("", name)) if word.casefold() not in _EMPTY]
    capital = [word for word in words if word[0].isupper()] or words
    return frozenset(word.casefold().removesuffix("’s").removesuffix("'s") for word in capital)


def table(found: Sequence[Result]) -> str:
    """One row for each article, and one for all."""
    lines = [
        "| outlet | quotations said | right | given a speaker | precision | recall | ms a kB |",
        "|---|---|---|---|---|---|---|",
    ]
    total = Result(
        "all",
        sum(each.said for each in found),
        sum(each.found for each in found),
        sum(each.given for each in found),
        (),
        max((each.taken for each in found), default=0.0),
    )
    lines += [
        f"| {each.outlet.replace('|', '/')} | {each.said} | {each.found} | {each.given} | {each.precision:.3f} "
        f"| {each.recall:.3f} | {each.taken:.2f} |"
        for each in [*found, total]
    ]
    return "\n".join(lines)


def main() -> int:
    if not _CORPUS.is_file():
        print("Attribution: skipped, as its data is not beside the project (../shared/eval).")
        return 0
    for title, labels in (("ten articles", _LABELS), ("twenty more", _MORE)):
        found = results(labels)
        said = sum(each.said for each in found)
        print(f"Attribution, {title}: {said} quotations that somebody says, labelled by hand\n")
        print(table(found) + "\n")
        if "--errors" in sys.argv:
            for each in found:
                for offset, label, speaker in each.wrong:
                    print(f"{each.outlet} {offset}: labelled {label}, found {speaker}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
