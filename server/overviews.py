"""The commands that show the whole affair at once: what happened when, and who claims what."""

import argparse
import json
import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from rag.answering.citations import lead_in, shown
from rag.errors import BadFilter
from rag.overviews import claims as claimed
from rag.overviews.timeline import MOST, Row
from rag.service import Service
from rag.storage.passage_context import spoken_date
from rag.types import Citation


def add_timeline_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="?", default="", metavar="QUERY", help="only what bears on this")
    parser.add_argument("--limit", type=int, default=MOST, metavar="N", help=f"rows at most; default {MOST}")


def timeline(service: Service, given: argparse.Namespace) -> int:
    """Print the dated rows in order of their dates."""
    if given.limit < 1:
        raise BadFilter("--limit must be at least 1.")
    rows = service.timeline.rows(given.query, given.limit)
    if given.json:
        print(json.dumps({"rows": [asdict(row) for row in rows]}, ensure_ascii=False))
        return 0
    for row in rows:
        print(_wrapped(f"{_when(row)}  {quotation(row.citation)}", "    "))
    if not rows:
        print("No dated passage bears on this." if given.query else "The documents tell no dates.")
    return 0


def add_claims_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=int, default=claimed.MOST, metavar="N", help=f"claims at most; default {claimed.MOST}"
    )


def claims(service: Service, given: argparse.Namespace) -> int:
    """Print each claim, and under it what each party answers."""
    if given.limit < 1:
        raise BadFilter("--limit must be at least 1.")
    rows = service.claims.rows(given.limit)
    if given.json:
        print(json.dumps({"claims": [asdict(row) for row in rows]}, ensure_ascii=False))
        return 0
    last = ""
    for row in rows:
        if row.party != last:
            print(f"{row.party} claims:\n")
            last = row.party
            _print_replies([each for each in rows if each.party == row.party])
        print(_wrapped(f"{row.claim.marker}. {quotation(row.claim)}", "   "))
        for answer in row.answers:
            for number, citation in enumerate(answer.citations):
                before = f"{answer.party}: " if number == 0 else ""
                print("   " + _wrapped(f"{before}{quotation(citation)}", "      "))
        silent = [answer.party for answer in row.answers if answer.silent]
        if silent:
            print("   " + _wrapped(f"No answer to this in these documents: {', '.join(silent)}.", "      "))
        print()
    if not rows:
        print("No document held is a report, and none tells what a report says.")
    return 0


def _print_replies(rows: Sequence[claimed.Claim]) -> None:
    """What those that answer no single claim say where they speak of the whole work."""
    whole = {answer.party: answer.on_the_work for row in rows for answer in row.answers if answer.on_the_work}
    for party, citation in whole.items():
        print(
            _wrapped(
                f"{party}, first heard where these papers speak of {rows[0].party}: {quotation(citation)}",
                "   ",
            )
            + "\n"
        )


def quotation(citation: Citation) -> str:
    return f"{lead_in(citation)} {shown(citation)}"


def _when(row: Row) -> str:
    return spoken_date(row.date) + ("" if row.basis == "told" else " (published)")


def _wrapped(text: str, indent: str) -> str:
    width = min(shutil.get_terminal_size().columns, 100)
    return textwrap.fill(" ".join(text.split()), width, subsequent_indent=indent, break_on_hyphens=False)
