"""Builds a paper from answers: title and day, a section for each question, a timeline, doubts and sources."""

from collections.abc import Mapping, Sequence

from rag.types import Answer, Citation
from server.export.account import Checked, Notes, account
from server.export.chosen import Chosen
from server.export.chronology import ChronologyRow, chronology
from server.export.doubts import counted, doubts, is_partial, searched
from server.export.paper import Heading, Inlines, Paper, PaperBlock, Paragraph, TextRun
from server.export.questions import Section, Unasked
from server.export.reference import source

BriefingEntry = Section | Unasked | Checked


def briefing(
    title: str,
    entries: Sequence[BriefingEntry],
    day: str,
    files: Mapping[str, str],
    timeline: Sequence[ChronologyRow] | None = None,
    whole: bool = False,
) -> Paper:
    """Several answers under their questions. `day` is that of the checks, as people write it; `files` names
    the file of each document; a `timeline` makes a section of its own, also where it has no rows; with `whole` every
    footnote gives its source in full.
    """
    notes = Notes(day, files, whole)
    sectioned = any(isinstance(entry, Section) for entry in entries)
    level = 2 if sectioned else 1
    blocks: list[PaperBlock] = [*_opening(entries, day)]
    for entry in entries:
        if isinstance(entry, Section):
            blocks.append(Heading(1, entry.title))
        elif isinstance(entry, Unasked):
            blocks += [
                Heading(level, entry.question),
                Paragraph((TextRun(f"Not asked: {entry.why}"),), "remark"),
            ]
        else:
            blocks += [Heading(level, entry.answer.question), *account(entry, notes)]
    if timeline is not None:
        blocks += chronology(timeline, notes)
    return _closed(title, blocks, entries, notes)


def selection(
    title: str, parts: Chosen, notes: Notes, timeline: Sequence[ChronologyRow] | None = None
) -> Paper:
    """Chosen parts, the key findings first; `notes` are those that the parts were made with."""
    key: list[PaperBlock] = [Heading(1, "Key findings"), *parts.key] if parts.key else []
    blocks = [*_opening(parts.answers, notes.day), *key, *parts.blocks]
    if timeline is not None:
        blocks += chronology(timeline, notes)
    return _closed(title, blocks, parts.answers, notes)


def single(checked: Checked, day: str, files: Mapping[str, str]) -> Paper:
    """One answer, under its question as the title."""
    notes = Notes(day, files)
    blocks = [*_opening([checked], day), *account(checked, notes)]
    return _closed(checked.answer.question, blocks, [checked], notes)


def _closed(
    title: str, blocks: Sequence[PaperBlock], entries: Sequence[BriefingEntry], notes: Notes
) -> Paper:
    asked = [entry for entry in entries if not isinstance(entry, Section)]
    ending: list[PaperBlock] = doubts(asked, 1) if asked else []
    if notes.cited:
        ending += [Heading(1, "Sources"), *_sources(notes)]
    return Paper(title, notes.day, (*blocks, *ending), tuple(notes.lines), tuple(notes.cited))


def _opening(entries: Sequence[BriefingEntry], day: str) -> list[PaperBlock]:
    """The introduction: how many questions were asked, of what, with which results, and how to read the rest."""
    answers = [entry.answer for entry in entries if isinstance(entry, Checked)]
    lines: list[Inlines] = []
    if len(entries) > 1 and answers:
        lines.append((TextRun(_tally(entries, answers)),))
    cited = [
        citation
        for entry in entries
        if isinstance(entry, Checked)
        for marker, citation in entry.citations.items()
        if entry.standings.get(marker) == "holds"
    ]
    reading = []
    if any(citation.text_type == "original" for citation in cited):
        reading.append(
            f"Quotations are the source’s own words, verified on {day}: compared, character by character, with the "
            "text held here."
        )
    if any(citation.text_type == "summary" for citation in cited):
        reading.append("What is led in by “Our summary of”, or as ours, is our wording: quote the original.")
    if any(sentence.worded for answer in answers for sentence in answer.sentences):
        reading.append(
            "What is marked as worded by the model was written by a language model; its evidence is quoted under it."
        )
    if cited:
        lines.append((TextRun(" ".join((*reading, "Each footnote gives the place."))),))
    return [Paragraph(line, "remark") for line in lines]


def _tally(entries: Sequence[BriefingEntry], answers: Sequence[Answer]) -> str:
    statuses = ["partial" if is_partial(answer) else answer.status for answer in answers]
    refused = sum(isinstance(entry, Unasked) for entry in entries)
    found = [
        f"{count} {said}"
        for count, said in (
            (statuses.count("answered"), "answered"),
            (statuses.count("partial"), "answered in part"),
            (statuses.count("not_in_documents"), "not in the documents"),
            (refused, "not asked"),
        )
        if count
    ]
    scopes = {searched(answer) for answer in answers}
    put_to = f", put to {scopes.pop()}" if len(scopes) == 1 else ""
    return f"{counted(len(answers) + refused, 'question')}{put_to}: {', '.join(found)}."


def _sources(notes: Notes) -> list[PaperBlock]:
    def order(citation: Citation) -> tuple[str, str, str]:
        return (
            (citation.publisher or citation.title or "").casefold(),
            citation.date or "",
            citation.title or "",
        )

    return [
        Paragraph(source(citation, notes.files.get(citation.document_id)), "item")
        for citation in sorted(notes.cited.values(), key=order)
    ]
