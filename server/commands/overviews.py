"""`overview`, `claims` and `timeline`: the whole affair at a glance."""

from typing import Annotated

from typer import Argument, Option

from server.affairs.folders import DEFAULT
from server.backends.choice import backend
from server.commands.options import AsJson, FilterBy, InAffair, filter_pairs, put_out
from server.commands.tables import AsCsv, AsJsonl, claims_table, put_out_table, timeline_table
from server.commands.terminal import print_claims, print_overview, print_timeline

_MOST_CLAIMS, _MOST_ROWS = 1000, 5000  # as the API has it


def overview(as_json: AsJson = False, affair: InAffair = DEFAULT) -> int:
    """Show the affair at a glance.

    Who says what, the dispute point by point, its days, what to read first, which originals are still to be fetched,
    and which documents are copies of one another. Every sentence is a citation.
    """
    with backend(affair) as at:
        return put_out(at.overview(), as_json, print_overview)


def claims(
    limit: Annotated[
        int | None, Option(min=1, max=_MOST_CLAIMS, metavar="N", help="The most claims.", show_default="200")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_jsonl: AsJsonl = False,
    affair: InAffair = DEFAULT,
) -> int:
    """List the claims of reports, and who answers them.

    Each claim stands with the answers of the other parties, or their silence.
    """
    with backend(affair) as at:
        found = at.claims(limit)
    if as_csv or as_jsonl:
        return put_out_table(claims_table(found), as_csv)
    return put_out(found, as_json, print_claims)


def timeline(
    query: Annotated[str, Argument(metavar="[QUERY]", help="Only rows about this.", show_default=False)] = "",
    limit: Annotated[
        int | None, Option(min=1, max=_MOST_ROWS, metavar="N", help="The most rows.", show_default="500")
    ] = None,
    published: Annotated[
        bool, Option("--published", help="With the days on which documents were published.")
    ] = False,
    filters: FilterBy = [],  # noqa: B006
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_jsonl: AsJsonl = False,
    affair: InAffair = DEFAULT,
) -> int:
    """List events in order of the days that the documents tell."""
    with backend(affair) as at:
        found = at.timeline(query, limit, filter_pairs(filters), published)
    if as_csv or as_jsonl:
        return put_out_table(timeline_table(found), as_csv)
    return put_out(found, as_json, lambda found: print_timeline(found, query))
