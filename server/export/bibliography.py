"""The documents as a bibliography, for Zotero and others: RIS, and CSL-JSON (Citation Style Language 1.0.2).

Nothing is guessed: an author is one name as the document gives it, and what is not known is left out.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from server.export.characters import one_line

Json = Mapping[str, Any]  # a document as the API gives it
BibliographyFormat = Literal["csl", "ris"]
MEDIA_TYPES: Mapping[BibliographyFormat, str] = {
    "csl": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
}
_CSL = {"report": "report", "article": "article-newspaper", "official": "report", "research": "article"}
_RIS = {"report": "RPRT", "article": "NEWS", "official": "GOVDOC", "research": "UNPB"}
_SUMMARY = "The text held is our summary."


def bibliography(documents: Iterable[Json], format: BibliographyFormat) -> str:
    if format == "ris":
        return "".join(map(_ris, documents))
    return json.dumps([_csl(each) for each in documents], ensure_ascii=False, indent=1) + "\n"


def _csl(document: Json) -> dict[str, Any]:
    within = "container-title" if document["kind"] == "article" else "publisher"
    found = {
        "id": document["id"],
        "type": _CSL.get(document["kind"], "document"),
        "title": document["title"],
        "author": [{"literal": document["author"]}] if document["author"] else None,
        within: document["publisher"],
        "issued": {"date-parts": [[int(part) for part in document["date"].split("-")]]}
        if document["date"]
        else None,
        "URL": document["url"],
        "note": _SUMMARY if document["text_type"] == "summary" else None,
    }
    return {name: value for name, value in found.items() if value}


def _ris(document: Json) -> str:
    day = (document["date"] or "").split("-") if document["date"] else []
    lines = (
        ("TY", _RIS.get(document["kind"], "GEN")),
        ("ID", document["id"]),
        ("TI", document["title"]),
        ("AU", document["author"]),
        ("T2" if document["kind"] == "article" else "PB", document["publisher"]),
        ("PY", day[0] if day else None),
        ("DA", "/".join([*day, *[""] * (4 - len(day))]) if day else None),
        ("UR", document["url"]),
        ("N1", _SUMMARY if document["text_type"] == "summary" else None),
    )
    written = [f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value]
    return "".join([*written, "ER  - \r\n\r\n"])
