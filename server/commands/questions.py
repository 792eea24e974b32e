"""`ask`, `search` and `find`."""

from typing import Annotated

from typer import Argument, Option

from server.affairs.folders import DEFAULT
from server.backends.choice import backend
from server.commands.options import AsJson, FilterBy, InAffair, filter_pairs, put_out
from server.commands.tables import AsCsv, AsJsonl, citations_table, hits_table, put_out_table
from server.commands.terminal import print_answer, print_found, print_hits

_MOST_HITS, _MOST_FOUND = 100, 1000  # as the API has it


def ask(
    question: Annotated[
        str, Argument(metavar="QUESTION", help="The question, between quotation marks.", show_default=False)
    ],
    filters: FilterBy = [],  # noqa: B006 never changed; Typer reads the default from here
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_jsonl: AsJsonl = False,
    affair: InAffair = DEFAULT,
) -> int:
    """Answer a question with exact quotations.

    Each is attributed and cited. What the documents do not answer is said to be missing. Rows are its citations.
    """
    with backend(affair) as at:
        answer = at.ask(question, filter_pairs(filters))
    if as_csv or as_jsonl:
        return put_out_table(citations_table(answer), as_csv)
    return put_out(answer, as_json, print_answer)


def search(
    query: Annotated[str, Argument(metavar="QUERY", help="Words to search for.", show_default=False)],
    limit: Annotated[int, Option(min=1, max=_MOST_HITS, metavar="N", help="The most passages.")] = 10,
    filters: FilterBy = [],  # noqa: B006
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_jsonl: AsJsonl = False,
    affair: InAffair = DEFAULT,
) -> int:
    """List the passages that match best, without an answer."""
    with backend(affair) as at:
        found = at.search(query, limit, filter_pairs(filters))
    if as_csv or as_jsonl:
        return put_out_table(hits_table(found), as_csv)
    return put_out(found, as_json, print_hits)


def find(
    text: Annotated[str, Argument(metavar="TEXT", help="A word or a phrase.", show_default=False)],
    limit: Annotated[
        int | None,
        Option(min=0, max=_MOST_FOUND, metavar="N", help="The most places shown.", show_default="50"),
    ] = None,
    filters: FilterBy = [],  # noqa: B006
    as_json: AsJson = False,
    affair: InAffair = DEFAULT,
) -> int:
    """List every place where a word or phrase stands, and count them.

    Whole words, whatever their case and accents. Of several phrases in double quotation marks a document has to hold
    each.
    """
    with backend(affair) as at:
        return put_out(at.find(text, limit, filter_pairs(filters)), as_json, print_found)
