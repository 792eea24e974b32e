"""Addresses that may become links: complete, on the web, and accepted by every word processor."""

import re
from urllib.parse import quote, urlsplit

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_LONGEST = 2000  # characters; Word refuses a file with a longer one
_KEPT = "!#$%&'()*+,/:;=?@~"  # what has a meaning in an address stays; all else is percent-encoded


def followable(address: str) -> str | None:
    """The target of a link to `address`; None if it is not an address on the web, and is only printed.

    A file with a broken target does not open in Word, and a target such as `javascript:` would run.
    """
    if len(address) > _LONGEST or re.search(r"[\s\x00-\x20\x7f-\x9f\ufffd\ud800-\udfff<>\"]", address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.hostname or ""):
        return None
    if parts.username is not None:
        return None  # a name before the host is how one host poses as another
    target = quote(address, safe=_KEPT)
    return target if len(target) <= _LONGEST else None
