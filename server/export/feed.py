"""An Atom feed (RFC 4287) of the documents that came last."""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from rag.text.dates import spoken_date
from server.export.characters import one_line

MEDIA_TYPE = "application/atom+xml"
MOST = 100  # entries
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00+00:00"


def atom(documents: Iterable[Mapping[str, Any]], site: str, address: str) -> bytes:
    """`documents` are as the API gives them, `site` is where this server is reached, `address` that of the feed."""
    latest = sorted(documents, key=lambda each: (each["ingested_at"], each["id"]), reverse=True)[:MOST]
    feed = Element("feed", xmlns=_NAMESPACE)
    _text(feed, "id", address)
    _text(feed, "title", "report-qa: new documents")
    _text(feed, "updated", latest[0]["ingested_at"] if latest else _NEVER)
    SubElement(feed, "link", rel="self", href=address)
    SubElement(feed, "link", href=f"{site}/library")
    for each in latest:
        entry = SubElement(feed, "entry")
        _text(entry, "id", f"urn:report-qa:document:{each['id']}")
        _text(entry, "title", each["title"] or each["path"])
        _text(entry, "updated", each["ingested_at"])
        SubElement(entry, "link", href=f"{site}/documents/{each['id']}")
        _text(SubElement(entry, "author"), "name", each["author"] or each["publisher"] or "unknown")
        told = (each["publisher"], spoken_date(each["date"]) or "undated", each["kind"])
        _text(entry, "summary", ", ".join(part for part in told if part))
    made: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = one_line(text)
