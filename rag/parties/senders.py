"""For which body a desk writes its mails: «Information Rights <foi@acme.example>» is an office of Acme.

The address says it, where the name is no person's: its domain is the body's name or its initials.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.parties.speaker_keys import key_of
from rag.storage.catalogue import CatalogueEntry
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title
from rag.text.name_aliases import SHORTEST_INITIALS, initials_of, is_proper

_SENDER = re.compile(r"\s*[\"']?(?P<name>[^<>\"']+?)[\"']?\s*<[^<>@\s]+@(?P<domain>[\w.-]+)>")
_LETTER = re.compile(r"[^\W_]")


def desks(catalogue: Sequence[CatalogueEntry]) -> dict[str, str]:
    """The body for which a desk writes, by the desk's name; the body's fullest name is given."""
    heard = {key_of(speaker) for entry in catalogue for speaker in entry.speakers}
    heard |= {key_of(entry.metadata.publisher) for entry in catalogue if entry.metadata.publisher}
    found = {}
    for name, domain in _senders(catalogue):
        bodies = [each for each in heard if each != name and _is_at(each, domain.casefold().split("."))]
        if bodies:
            found[name] = max(bodies, key=lambda each: (not each.isupper(), len(each), each))
    return found


def _senders(catalogue: Iterable[CatalogueEntry]) -> Iterator[tuple[str, str]]:
    """The name of each sender of a mail that is no person's, with the domain of the address."""
    for entry in catalogue:
        sender = _SENDER.match(entry.metadata.extra.get("sender", ""))
        if sender is None:
            continue
        first = sender["name"].split()[0].casefold().strip(".")
        if first not in GIVEN_NAMES and not is_title(first) and is_proper(sender["name"]):
            yield key_of(sender["name"]), sender["domain"]


def _is_at(body: str, domain: Sequence[str]) -> bool:
    """Whether a part of a domain is the name of a body, run together, or its initials."""
    if not is_proper(body):
        return False
    whole = "".join(_LETTER.findall(body.casefold()))
    initials = initials_of(body).casefold()
    return whole in domain[:-1] or (len(initials) >= SHORTEST_INITIALS and initials in domain[:-1])
