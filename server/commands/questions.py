"""`ask` and `search`."""

from typing import Annotated

from typer import Argument, Option

from server.backends import backend
from server.commands.options import AsJson, FilterBy, filter_pairs, put_out
from server.commands.terminal import print_answer, print_hits

_MOST_HITS = 100  # as the API has it


def ask(
    question: Annotated[
        str, Argument(metavar="QUESTION", help="The question, between quotation marks.", show_default=False)
    ],
    filters: FilterBy = [],  # noqa: B006 never changed; Typer reads the default from here
    as_json: AsJson = False,
) -> int:
    """Answer a question with exact quotations.

    Each is attributed and cited. What the documents do not answer is said to be missing.
    """
    with backend() as at:
        return put_out(at.ask(question, filter_pairs(filters)), as_json, print_answer)


def search(
    query: Annotated[str, Argument(metavar="QUERY", help="Words to search for.", show_default=False)],
    limit: Annotated[int, Option(min=1, max=_MOST_HITS, metavar="N", help="The most passages.")] = 10,
    filters: FilterBy = [],  # noqa: B006
    as_json: AsJson = False,
) -> int:
    """List the passages that match best, without an answer."""
    with backend() as at:
        return put_out(at.search(query, limit, filter_pairs(filters)), as_json, print_hits)
