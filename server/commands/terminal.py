"""What the commands print for a person, from the HTTP API's JSON."""

import re
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.sync.progress import Outcome
from rag.answering.citations import lead_in, sheet_place, shown
from rag.text.dates import spoken_date
from server.commands.sources import citation_from, numbered_by_document, sources_of

Json = Mapping[str, Any]

_WIDEST = 100  # characters
_MARKER = re.compile(r"\[(\d+)\]")


def print_answer(answer: Json) -> None:
    """The filters, the answer, its notes, then each document that it cites, once, with the places in it."""
    sources = sources_of([citation_from(each) for each in answer["citations"]])
    if answer["asked_of"]:
        _print(f"Asked of: {answer['asked_of']}\n")
    if answer["query"] != answer["question"]:
        _print(f"Searched as: {answer['query']}\n")
    for paragraph in numbered_by_document(answer["text"], answer["sentences"], sources).split("\n"):
        _print(paragraph)

    def number(marker: re.Match[str]) -> str:
        source = sources.get(int(marker[1]))
        return f"[{source.number}]" if source else marker[0]

    for warning in answer["warnings"]:
        _print(f"Note: {_MARKER.sub(number, warning)}")
    if sources:
        print()
    for source in {each.number: each for each in sources.values()}.values():
        _print(source.reference(), "    ")
    for hit in answer["nearest"]:
        told = ", ".join(part for part in (hit["publisher"], spoken_date(hit["date"])) if part)
        _print(f"  Nearest: {hit['title'] or hit['document_id']} ({told or 'undated'})", "    ")


def print_hits(found: Json) -> None:
    for number, hit in enumerate(found["hits"], 1):
        told = [hit["publisher"], hit["title"], spoken_date(hit["date"]) or "undated"]
        _print(f"{number}. {', '.join(part for part in told if part)}  ({hit['score']:.3f})", "   ")
        _print("   " + " ".join(hit["text"].split()) + "\n", "   ")
    if not found["hits"]:
        print("Nothing found. `report-qa documents` lists what is held.")


def print_found(found: Json) -> None:
    """How often each document has it, then the places in their contexts."""
    documents = {each["document_id"]: each for each in found["documents"]}
    if not documents:
        print("It does not stand in these documents. `report-qa search` looks for what is like it.")
        return
    places, held = found["total"], len(documents)
    print(f"{places:,} time{'' if places == 1 else 's'} in {held:,} document{'' if held == 1 else 's'}:\n")
    shown: dict[str, list[Json]] = {id: [] for id in documents}
    for hit in found["hits"]:
        shown[hit["document_id"]].append(hit)
    for id, hits in shown.items():
        each = documents[id]
        told = [each["publisher"], each["title"] or id, spoken_date(each["date"]) or "undated"]
        _print(f"{each['count']:,}  {', '.join(part for part in told if part)}", "   ")
        for hit in hits:
            page = f"page {hit['page']}: " if hit["page"] else ""
            if hit["cells"]:
                page = f"{sheet_place([hit['cells']], hit['page_label'])}: "
            around = " ".join(f"{hit['before']}[{hit['text']}]{hit['after']}".split())
            _print(f"      {page}…{around}…", "      ")
    if len(found["hits"]) < places:
        print(f"\n{places - len(found['hits']):,} more places are not shown; see --limit.")


def print_documents(found: Json) -> None:
    for each in found["documents"]:
        lacks = f"  (missing: {', '.join(each['missing'])})" if each["missing"] else ""
        told = [each["date"] or "undated", each["publisher"], each["title"] or each["path"]]
        print(f"{each['id']}  {', '.join(part for part in told if part)}{lacks}")
    if not found["documents"]:
        print("No documents are held. Run `report-qa ingest PATH`.")


def print_overview(found: Json) -> None:
    """The affair under a heading for each of its parts; a part with nothing in it is left out."""
    for party in found["parties"]:
        people = f" ({', '.join(party['people'])})" if party["people"] else ""
        _print(f"{party['party']}{people}, heard in {_documents(party['documents'])}:", "    ")
        for citation in party["citations"]:
            _print(f"  {_quotation(citation)}", "    ")
        print()
    if found["points"]:
        print("What is in dispute:\n")
        for number, point in enumerate(found["points"], 1):
            _print_point(number, point)
    if found["days"]:
        print("When it happened:\n")
        print_timeline({"rows": found["days"]}, "")
        print()
    reading = [_listed(each["document"]) + _reason(each) for each in found["read_first"]]
    copies = [" = ".join(map(_listed, group)) for group in found["copies"]]
    wanted = [_listed(each) + (f", {each['url']}" if each["url"] else "") for each in found["wanted"]]
    for heading, lines in (
        ("Read first", reading),
        ("Copies of one another", copies),
        ("Held as our summary only; the originals are still to be fetched", wanted),
    ):
        if lines:
            print(f"{heading}:\n")
            for line in lines:
                _print(f"  {line}", "    ")
            print()
    if not found["documents"]:
        print("No documents are held. Run `report-qa ingest PATH`.")


def _reason(to_read: Json) -> str:
    named = ", ".join(to_read["named"])
    match to_read["reason"]:
        case "report":
            return ": a report"
        case "party":
            return f": the text of a party, {named}"
        case _:
            return f": heard in it: {named}" if named else ""


def _listed(document: Json) -> str:
    told = [document["publisher"], document["title"] or document["document_id"]]
    return ", ".join([*filter(None, told), spoken_date(document["date"]) or "undated"])


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"


def print_claims(found: Json) -> None:
    """Each claim, and under it what each party answers."""
    last = ""
    for number, row in enumerate(found["claims"], 1):
        if row["party"] != last:
            last = row["party"]
            print(f"{last} claims:\n")
            _print_replies([each for each in found["claims"] if each["party"] == last])
        _print_point(number, row)
    if not found["claims"]:
        print("No document held is a report, and none quotes what a report says.")


def print_timeline(found: Json, query: str) -> None:
    for row in found["rows"]:
        published = "" if row["basis"] == "told" else " (published)"
        _print(f"{spoken_date(row['date'])}{published}  {_quotation(row['citation'])}", "    ")
    if not found["rows"]:
        print("No dated passage is about this." if query else "The documents contain no dates.")


def print_conversations(found: Json, words: str) -> None:
    for each in found["conversations"]:
        answers = f"{each['turns']} answer{'' if each['turns'] == 1 else 's'}"
        print(
            f"{each['id']}  {spoken_date(each['created_at'])}, {answers}: {' '.join(each['title'].split())}"
        )
    if not found["conversations"]:
        print("No conversation has these words." if words else "No conversations are kept.")


def print_outcome(outcome: Outcome) -> None:
    for failure in outcome.failed:
        print(f"Not ingested: {failure['path']}: {failure['error']}")
    for each in outcome.warnings:
        print(f"Note on {each['path']}: {each['warning']}.")
    told = [
        f"{len(paths)} {word}"
        for word, paths in (
            ("added", outcome.added),
            ("replaced", outcome.replaced),
            ("unchanged", outcome.unchanged),
            ("removed", outcome.removed),
            ("failed", outcome.failed),
        )
        if paths
    ]
    if twins := outcome.held_already:
        told.append(f"{twins} of them already held under another name")
    held = f"Held: {outcome.documents} documents, {outcome.passages} passages."
    print(f"{', '.join(told) or 'Nothing to do'}. {held}")


def _print_point(number: int, row: Json) -> None:
    """A claim, what each party answers, and who does not. Its number is that of its place in what is printed: the
    markers of its citations are given nowhere."""
    _print(f"{number}. {_quotation(row['claim'])}", "   ")
    for answer in row["answers"]:
        for number, citation in enumerate(answer["citations"]):
            before = f"{answer['party']}: " if number == 0 else ""
            _print(f"   {before}{_quotation(citation)}", "      ")
    silent = [answer["party"] for answer in row["answers"] if answer["silent"]]
    if silent:
        _print(f"   No answer to this in these documents: {', '.join(silent)}.", "      ")
    print()


def _print_replies(rows: Sequence[Json]) -> None:
    """What parties that answer no single claim say where they speak of the whole work."""
    whole = {
        answer["party"]: answer["on_the_work"]
        for row in rows
        for answer in row["answers"]
        if answer["on_the_work"]
    }
    for party, citation in whole.items():
        where = f"first heard where these papers speak of {rows[0]['party']}"
        _print(f"{party}, {where}: {_quotation(citation)}\n", "   ")


def _quotation(values: Json) -> str:
    citation = citation_from(values)
    return f"{lead_in(citation)} {shown(citation)}"


def _print(text: str, indent: str = "") -> None:
    """Wrap to the terminal's width; `indent` is of the lines after the first. A line break at the end stays."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = textwrap.fill(
        text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    print(lines + ("\n" if text.endswith("\n") else ""))
