"""The section of a paper on what was not found and what could not be verified."""

from collections.abc import Iterable, Sequence

from rag.text.dates import spoken_date
from rag.types import Answer
from server.export.account import WITHHELD, Checked
from server.export.paper import Heading, PaperBlock, Paragraph, TextRun
from server.export.questions import Unasked
from server.export.reference import work

_NOTHING = "nothing "
TITLE = "Could not be verified or found"


def doubts(entries: Sequence[Checked | Unasked], level: int) -> list[PaperBlock]:
    """The section with its heading; a paper has it even if there is nothing to report."""
    checked = [each for each in entries if isinstance(each, Checked)]
    groups = (
        ("Not in the documents", [_not_found(each) for each in checked if _is_missing(each.answer)]),
        (
            "Found only in part",
            [_in_part(each) for each in checked if is_partial(each.answer)],
        ),
        ("Sources that have changed or gone", [item for each in checked for item in _fallen(each)]),
        ("Not supported by the documents", [item for each in checked for item in _unsupported(each)]),
        ("Not asked", [_pair(each.question, each.why) for each in entries if isinstance(each, Unasked)]),
    )
    blocks: list[PaperBlock] = [Heading(level, TITLE)]
    for title, items in groups:
        if items:
            blocks += [Heading(level + 1, title), *items]
    if len(blocks) == 1:
        blocks.append(
            Paragraph((TextRun("Nothing. Every question was answered, and every citation stands."),))
        )
    return blocks


def counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def searched(answer: Answer) -> str:
    """What was searched for an answer: "43 documents and 310 passages"."""
    return " and ".join(
        counted(answer.searched.get(f"{thing}s", 0), thing) for thing in ("document", "passage")
    )


def _is_missing(answer: Answer) -> bool:
    return answer.status == "not_in_documents"


def is_partial(answer: Answer) -> bool:
    """Is a part of what was asked missing? `answered` says that all of it is in the sentences shown."""
    missing = bool(answer.asked.missing) or any(side.silent for side in answer.sides)
    return answer.status == "partial" or (answer.status == "answered" and missing)


def _not_found(checked: Checked) -> Paragraph:
    answer = checked.answer
    said = _silences(answer)
    counts = (counted(answer.searched.get(f"{thing}s", 0), thing) for thing in ("document", "passage"))
    scope = "" if all(count in said for count in counts) else f" Searched: {searched(answer)}."
    return _pair(answer.question, f"{said}{scope}{_within(checked)}")


def _in_part(checked: Checked) -> Paragraph:
    answer = checked.answer
    silent = [side.party for side in answer.sides if side.silent]
    told = [f"Silent on this point: {', '.join(silent)}."] if silent else []
    if answer.asked.missing:
        told.append(f"Missing: {'; '.join(map(_anything, answer.asked.missing))}.")
    said = " ".join(told) or _silences(answer) or "A part of what was asked is not in the documents."
    return _pair(answer.question, f"{said} Searched: {searched(answer)}.{_within(checked)}")


def _anything(missing: str) -> str:
    """What an answer says there is "nothing by or about" is missing as "anything by or about" it."""
    said = missing.removeprefix(_NOTHING)
    return missing if said == missing else f"anything {said}"


def _within(checked: Checked) -> str:
    return f" Asked of: {checked.asked_of}." if checked.asked_of else ""


def _fallen(checked: Checked) -> Iterable[Paragraph]:
    """The recorded words of each citation that no longer holds, without quotation marks."""
    answer = checked.answer
    recorded = spoken_date(answer.created_at[:10])
    for marker, citation in checked.citations.items():
        standing = checked.standings.get(marker, "source_removed")
        if standing != "holds":
            yield _pair(
                answer.question,
                f"{work(citation)}: {WITHHELD[standing]}. Recorded on {recorded} and no longer verified: "
                f"{citation.quote}",
            )


def _unsupported(checked: Checked) -> Iterable[Paragraph]:
    for sentence in checked.answer.sentences:
        if sentence.support == "unsupported" and not checked.fallen(sentence):
            yield _pair(checked.answer.question, sentence.text)


def _silences(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences if sentence.kind == "silence")


def _pair(question: str, what: str) -> Paragraph:
    return Paragraph((TextRun(question, "strong"), TextRun(f" {what}")), "item")
