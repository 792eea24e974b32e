"""Natural lies and truths, as a note of a model: which are shown? `python -m benchmarks gate`.

The sentences are those of `../shared/eval/gate`. A lie is a note by itself, after a true sentence where it needs one;
the free truths of a question are one note, and its close ones another. Measured once without retrieval, with the
passages that hold what a sentence misuses, and once whole: a scripted model is asked over the service and cites what it
was sent. The verifier is one that is always right, or off.

`--show` prints the lies that are shown and the truths that are not, with the reason of the word rules; `--half=0` or
`--half=1` takes one half of the questions alone.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.libraries import library
from benchmarks.options import given, number
from benchmarks.people import sources
from benchmarks.scripted import chat_of, passages_in, pipeline_of
from rag.generation.keys import Keys
from rag.generation.note import NoteWriter, as_a_whole, judged
from rag.question.query import Question
from rag.service import Service
from rag.storage.library import Library
from rag.types import Hit
from rag.verification.entailment import ModelSentence
from rag.verification.gate import DraftSentence, Failed, check
from rag.verification.passages import SentPassage, sent

_SET = SHARED / "eval" / "gate"
_CITED = 2  # passages of a sentence
_KINDS = ("lies shown", "free truths shown", "close truths shown")


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence with the phrases by which its passages are found; `of` is one of `_KINDS`, `kind` the set's own."""

    text: str
    cites: tuple[str, ...]
    of: str
    kind: str

    def cited(self, passages: Mapping[str, str]) -> tuple[str, ...]:
        """The keys of the passages that hold what it cites."""
        holding = (
            key for key, text in passages.items() if any(_bare(each) in _bare(text) for each in self.cites)
        )
        return tuple(holding)[:_CITED]


@dataclass(frozen=True, slots=True)
class LabelledNote:
    """What a model writes on a question over a corpus; of a note with `counted`, only the last sentences count."""

    corpus: str
    question: str
    sentences: tuple[LabelledSentence, ...]
    counted: int


@dataclass(frozen=True, slots=True)
class AlwaysRight:
    """A verifier that knows which sentences are true."""

    true: frozenset[str]

    def entailed(self, claims: Sequence[ModelSentence]) -> list[bool]:
        return [_bare(claim.text) in self.true for claim in claims]


@dataclass
class ShownSentences:
    """How many sentences of each kind were shown, and of how many; `wrong` are those that should not be as they are."""

    counts: dict[str, list[int]] = field(default_factory=lambda: {kind: [0, 0] for kind in _KINDS})
    wrong: list[str] = field(default_factory=list)

    def add(self, sentence: LabelledSentence, shown: bool, why: str = "") -> None:
        self.counts[sentence.of][0] += shown
        self.counts[sentence.of][1] += 1
        if shown == (sentence.of == _KINDS[0]):
            self.wrong.append(f"{sentence.of}, {sentence.kind}: {sentence.text}\n    {why}")

    @property
    def row(self) -> list[str]:
        return [share(*counts) for counts in self.counts.values()]


def notes(half: int | None = None) -> list[LabelledNote]:
    """Every note of the dev half; with `half` those of one half of its questions."""
    found = [*_lies(_rows("lies")), *_truths(_rows("truths"))]
    return [each for each in found if half is None or _half(each) == half]


def _rows(name: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in (_SET / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def _lies(rows: Iterable[dict[str, Any]]) -> Iterator[LabelledNote]:
    for row in rows:
        before = []
        if "before" in row:
            before = [LabelledSentence(row["before"], tuple(row["before_cites"]), _KINDS[1], "before a lie")]
        lie = LabelledSentence(row["sentence"], tuple(row["cites"]), _KINDS[0], row["kind"])
        yield LabelledNote(row["corpus"], row["question"], (*before, lie), 1)


def _truths(rows: Sequence[dict[str, Any]]) -> Iterator[LabelledNote]:
    for corpus, question in dict.fromkeys((row["corpus"], row["question"]) for row in rows):
        own = [row for row in rows if (row["corpus"], row["question"]) == (corpus, question)]
        for close in (False, True):
            made = tuple(_truth(row) for row in own if (row["kind"] == "close") == close)
            if made:
                yield LabelledNote(corpus, question, made, len(made))


def _truth(row: Mapping[str, Any]) -> LabelledSentence:
    of = _KINDS[2] if row["kind"] == "close" else _KINDS[1]
    return LabelledSentence(row["sentence"], tuple(row["cites"]), of, row["kind"])


def _half(note: LabelledNote) -> int:
    return hashlib.sha256(f"{note.corpus}{note.question}".encode()).digest()[-1] % 2


def _true(every: Iterable[LabelledNote]) -> frozenset[str]:
    return frozenset(_bare(each.text) for note in every for each in note.sentences if each.of != _KINDS[0])


def by_rules(every: Sequence[LabelledNote], stores: Library, verifier: AlwaysRight | None) -> ShownSentences:
    """The notes over the passages that hold what they cite, without a question asked."""
    found = ShownSentences()
    texts = _passages(stores)
    for note in every:
        holding = dict.fromkeys(
            key for each in note.sentences for key in each.cited({id: hit.text for id, hit in texts.items()})
        )
        passages = stores.passages(holding)
        metadata = stores.metadata(passage.document_id for passage in passages.values())
        hits = [Hit(passages[id], metadata[passages[id].document_id], 1.0) for id in holding]
        made = sent(hits, stores.sentence_vectors(holding), Keys(note.question).of)
        by_key = {passage.key: passage for passage in made}
        written = [
            DraftSentence(each.text, each.cited({key: one.text for key, one in by_key.items()}))
            for each in note.sentences
        ]
        kept = {each.text for each in as_a_whole(judged(written, by_key, verifier)[0])}
        for sentence, draft in list(zip(note.sentences, written, strict=True))[-note.counted :]:
            found.add(sentence, _shown(sentence, kept), _reason(draft, by_key))
    return found


def _passages(stores: Library) -> dict[str, Any]:
    return dict(stores.passages(stores.passage_ids(entry.document_id for entry in stores.catalogue())))


def _reason(draft: DraftSentence, by_key: Mapping[str, SentPassage]) -> str:
    result = check(draft, by_key)
    if isinstance(result, Failed):
        return (
            f"{'veto: ' if result.veto else ''}{result.why} | {' | '.join(e.text for e in result.evidence)}"
        )
    return f"passed | {' | '.join(each.text for each in result.evidence)}"


def whole(
    every: Sequence[LabelledNote], service: Service, verifier: Literal["model"] | None
) -> ShownSentences:
    """The notes as answers of the service, with a model that writes them."""
    found, true = ShownSentences(), _true(every)
    for note in every:

        def script(prompt: str, note: LabelledNote = note) -> str:
            if prompt.startswith("Claim"):
                claims = re.findall(r"^Claim (\d+): (.*)$", prompt, re.MULTILINE)
                verdicts = [
                    {"claim": int(n), "entailed": any(_bare(text).startswith(each) for each in true)}
                    for n, text in claims
                ]
                return json.dumps({"verdicts": verdicts})
            keys = passages_in(prompt)
            return "\n".join(
                f"{each.text} {''.join(f'[{key}]' for key in each.cited(keys))}" for each in note.sentences
            )

        pipeline = pipeline_of(service, NoteWriter(chat_of(script), verifier, 1500))
        answer = pipeline.answer(Question(note.question))
        kept = {each.text for each in answer.sentences if each.worded}
        for sentence in note.sentences[-note.counted :]:
            found.add(sentence, _shown(sentence, kept))
    return found


def _shown(sentence: LabelledSentence, kept: Iterable[str]) -> bool:
    """Does what is shown hold its words? A note is read sentence by sentence, so one of several may stand apart."""
    return any(_bare(sentence.text) in _bare(text) for text in kept) or _bare(sentence.text) in _bare(
        "".join(kept)
    )


@cache
def _bare(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def main() -> int:
    if absent("Natural lies and truths", _SET):
        return 0
    half = number("half", -1)
    every = notes(None if half < 0 else half)
    parts: dict[str, list[ShownSentences]] = {}

    def add(name: str, found: ShownSentences) -> None:
        parts.setdefault(name, []).append(found)

    for corpus in ("seed", "documents"):
        own = [note for note in every if note.corpus == corpus]
        with library(corpus, sources(corpus)) as service:
            stores, right = service.stores.library, AlwaysRight(_true(own))
            add("by rules, verifier always right", by_rules(own, stores, right))
            add("by rules, verifier off", by_rules(own, stores, None))
            if not given("rules"):
                add("whole, verifier always right", whole(own, service, "model"))
                add("whole, verifier off", whole(own, service, None))
    rows = [[name, *_joined(several).row] for name, several in parts.items()]
    told = f"{len(every)} notes, dev half" + ("" if half < 0 else f", half {half} of its questions")
    print(heading("Natural lies and truths", told))
    print(table(list(_KINDS), rows))
    if given("show"):
        print("\n".join(each for part in parts["by rules, verifier off"] for each in part.wrong))
    return 0


def _joined(several: Iterable[ShownSentences]) -> ShownSentences:
    found = ShownSentences()
    for each in several:
        for kind, (shown, of) in each.counts.items():
            found.counts[kind][0] += shown
            found.counts[kind][1] += of
    return found


if __name__ == "__main__":
    main()
