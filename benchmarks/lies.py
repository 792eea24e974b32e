"""False drafts with correct citations: how many the gate lets through, and how many true drafts it cuts.

True drafts are the sentences that answer the questions of MultiHop-RAG and SQuAD 2: unchanged, quoted in whole or in
part, and with a lead-in. False drafts change one thing: a number, a name, a "not", a word of a quotation, the key, the
source, the places of two names. All keys were sent, so only the content can give a draft away. The other passages sent
are those most similar to the right one.

Free statements come last: SQuAD's questions with the answer in place of "who" or "what", in its annotators' words, and
its impossible questions with the answer that looks right and is not.
"""

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import multihop, squad
from benchmarks.falsehoods import CHANGES, Where, bare, reworded, somebody_else, without_its_denial
from benchmarks.heading import SHARED, absent, heading, share, table
from rag.generation.keys import Keys
from rag.generation.parse_reply import read_note
from rag.storage.stores import Stores
from rag.types import Hit
from rag.verification.gate import Failed, check
from rag.verification.passages import SentPassage, sent

_SEED = 11
_SQUAD = SHARED / "eval" / "squad2" / "dev-half.json"
_BESIDE = 7  # passages that are sent besides the right one
_ELSEWHERE = ("Reuters", "The Daily Herald", "The Morning Post")


@dataclass(frozen=True, slots=True)
class SourceCase:
    """A source sentence with the passages sent; the first passage holds it."""

    sentence: str
    passages: tuple[SentPassage, ...]
    publisher: str | None

    @property
    def sent(self) -> Mapping[str, SentPassage]:
        return {passage.key: passage for passage in self.passages}


def passes(text: str, key: str, case: SourceCase) -> bool:
    """Is the whole draft shown?"""
    return not any(
        isinstance(check(each, case.sent), Failed) for each in read_note(f"{text} [{key}]", case.sent)
    )


def cases(stores: Stores, sentences: Iterable[str], most: int) -> Iterator[SourceCase]:
    """A case for each sentence that one passage holds whole."""
    library = stores.library
    ids = library.passage_ids(entry.document_id for entry in library.catalogue())
    bare = {id: "".join(passage.text.split()) for id, passage in library.passages(ids).items()}
    found = 0
    for sentence in sentences:
        holding = [id for id, text in bare.items() if "".join(sentence.split()) in text]
        if not holding:
            continue
        near = [id for id, _ in stores.lexical.search(sentence, 2 * _BESIDE) if id not in holding][:_BESIDE]
        passages = library.passages([holding[0], *near])
        metadata = library.metadata(passage.document_id for passage in passages.values())
        hits = [Hit(passages[id], metadata[passages[id].document_id], 1.0) for id in (holding[0], *near)]
        made = tuple(sent(hits, library.sentence_vectors(passages), Keys(sentence).of))
        yield SourceCase(" ".join(sentence.split()), made, hits[0].metadata.publisher)
        found += 1
        if found == most:
            return


def true_drafts(case: SourceCase) -> dict[str, str]:
    """True ways to report a sentence."""
    drafts = {"as it is": case.sentence}
    if case.publisher:
        drafts["with a lead-in"] = f"{case.publisher} reported that {case.sentence}"
    if not re.search(r"[\"“”]", case.sentence):
        leading = f"According to {case.publisher}, " if case.publisher else ""
        drafts["quoted"] = f"{leading}“{case.sentence}”"
        words = case.sentence.split()
        if len(words) > 12:
            drafts["quoted in part"] = (
                f'{case.publisher or "The article"} says: "{" ".join(words[:9]).rstrip(",;:")}".'
            )
    return drafts


def false_drafts(case: SourceCase, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """(what was changed, the draft, its key) for each change that can be made to the sentence."""
    own, others = case.passages[0], case.passages[1:]
    where = Where(own.text, [each.text for each in others])
    for draft in [text for name, text in true_drafts(case).items() if not name.startswith("quoted")]:
        body = draft.index(case.sentence[:20])
        for what, change in CHANGES.items():
            changed = change(draft[body:], where, dice)
            if changed is not None and bare(changed) not in bare(own.text):
                yield what, draft[:body] + changed, own.key
    if "quoted" in true_drafts(case):
        changed = reworded(case.sentence, own.text, dice)
        if changed is not None:
            yield "quotation", f"“{changed}”", own.key
        robbed = without_its_denial(case.sentence, dice)
        if robbed is not None:
            yield "quotation robbed of its “not”", f"“{robbed}”", own.key
        speaker = _speaker(case)
        somebody = somebody_else([speaker, *own.names], where, dice) if speaker else None
        if somebody is not None:
            yield "speaker", f"{somebody} said: “{case.sentence}”", own.key
            yield "speaker", f"“{case.sentence}”, according to {somebody}.", own.key
    yield "key never sent", case.sentence, "pzzzzz9"
    elsewhere = [each for each in others if bare(case.sentence) not in bare(each.text)]
    if elsewhere:
        yield "key of another passage", case.sentence, dice.choice(elsewhere).key
    publishers = [each.hit.metadata.publisher for each in others if each.hit.metadata.publisher]
    wrong = [
        name
        for name in (*publishers, *_ELSEWHERE)
        if name and name != case.publisher and name not in own.text
    ]
    if case.publisher and wrong:
        yield "source", f"{dice.choice(wrong)} reported that {case.sentence}", own.key


def _speaker(case: SourceCase) -> str | None:
    """The speaker of the sentence, if known."""
    own = case.passages[0]
    for number, sentence in enumerate(own.sentences):
        if bare(own.words_of(number)) == bare(case.sentence):
            return sentence.speaker
    return None


def statement(question: str, answer: str) -> str | None:
    """The question with the answer in place of its "who", if that needs no change of grammar."""
    asked = question.strip().rstrip("?").strip()
    said = answer[:1].upper() + answer[1:]
    if who := re.match(r"(?i)who (?!did|does|do\b)(.+)$", asked):
        return f"{said} {who[1]}."
    verbs = "was|were|is|are|has|had|led|caused|made|gave|ruled|created|became|can|began|helped|controls?"
    if what := re.match(rf"(?i)(?:what|which)(?: \w+){{0,3}}? ({verbs}) (.+)$", asked):
        return f"{said} {what[1]} {what[2]}."
    if (many := re.match(r"(?i)how many (\w+ )(?!did|does|do)(.+)$", asked)) and not re.search(
        r"\bd(?:id|oes|o)\b", asked
    ):
        return f"{said} {many[1]}{many[2]}."
    return None


class Tally:
    """Counts by row, in order of first use."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}

    def add(self, row: str, good: bool) -> None:
        counts = self.rows.setdefault(row, [0, 0])
        counts[0] += good
        counts[1] += 1


def measure(made: Sequence[SourceCase]) -> tuple[Tally, Tally]:
    """Count the true drafts that are cut and the false drafts that are caught."""
    cut, caught = Tally(), Tally()
    dice = random.Random(_SEED)
    for case in made:
        for name, text in true_drafts(case).items():
            lost = not passes(text, case.passages[0].key, case)
            cut.add(name, lost)
            if lost and "--misses" in sys.argv:
                print(f"cut, {name}: {text}", file=sys.stderr)
        for what, text, key in false_drafts(case, dice):
            good = not passes(text, key, case)
            caught.add(what, good)
            if not good and "--misses" in sys.argv:
                print(f"{what}: {text}\n    of: {case.sentence}", file=sys.stderr)
    return cut, caught


@dataclass(frozen=True, slots=True)
class SentenceQuestion:
    """A SQuAD question with its sentence and an answer: the right one or, if `impossible`, a plausible one."""

    text: str
    answer: str
    impossible: bool
    sentence: str


def squad_questions(stores: Stores) -> Iterator[SentenceQuestion]:
    """Each question whose answer is in a sentence of its article."""
    held = {
        entry.metadata.title: stores.library.document(entry.document_id)
        for entry in stores.library.catalogue()
    }
    for article in json.loads(_SQUAD.read_text(encoding="utf-8"))["data"]:
        document = held[article["title"].replace("_", " ")]
        for paragraph in article["paragraphs"]:
            begins = document.text.find(" ".join(paragraph["context"].split()))
            for asked in paragraph["qas"]:
                answers = asked["answers"] or asked.get("plausible_answers") or []
                if begins < 0 or not answers:
                    continue
                before = paragraph["context"][: answers[0]["answer_start"]]
                at = begins + len(" ".join(f"{before}x".split())) - 1
                for sentence in document.sentences:
                    if sentence.start <= at < sentence.end:
                        text = document.text[sentence.start : sentence.end]
                        yield SentenceQuestion(
                            asked["question"], answers[0]["text"], asked["is_impossible"], text
                        )


def main() -> int:
    most = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 500
    folder = SHARED / "eval" / "multihop_rag"
    if absent("A model that lies", folder):
        return 0
    dice = random.Random(_SEED)
    results: dict[str, tuple[Tally, Tally]] = {}
    with multihop.library(folder) as stores:
        facts = list(dict.fromkeys(fact for each in multihop.questions(folder) for fact in each.facts))
        dice.shuffle(facts)
        results["MultiHop-RAG"] = measure(list(cases(stores, facts, most)))
    statements = Tally()
    with squad.library() as stores:
        asked = list(squad_questions(stores))
        dice.shuffle(asked)
        results["SQuAD 2"] = measure(
            list(cases(stores, dict.fromkeys(each.sentence for each in asked), most))
        )
        for each in asked[: 4 * most]:
            made = statement(each.text, each.answer)
            case = next(cases(stores, [each.sentence], 1), None) if made else None
            if made and case is not None:
                row = "free and false" if each.impossible else "free and true"
                statements.add(row, passes(made, case.passages[0].key, case))
    print(heading("A model that lies and cites well", f"{most} sentences of each set at most"))
    for which, place in (("true drafts cut", 0), ("false drafts caught", 1)):
        names = dict.fromkeys(name for found in results.values() for name in found[place].rows)
        rows = [
            [name, *(share(*found[place].rows.get(name, [0, 0])) for found in results.values())]
            for name in names
        ]
        print(f"\n{which}\n\n{table(list(results), rows)}")
    print("\n" + table(["shown"], [[name, share(*counts)] for name, counts in statements.rows.items()]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
