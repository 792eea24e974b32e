"""Metadata in their stored form, and corrections by people."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from rag.types import Metadata

_KNOWN_FIELDS = frozenset(field.name for field in fields(Metadata)) - {"extra"}


# Among the other fields: where the title of a document that has none was taken from, `FILE_NAME` or its first heading;
TITLE_FROM, FILE_NAME = "title_from", "file name"
SPEAKER = "speaker"  # whose words a document is, where that is not its publisher;
SECTION = "section"  # the section of a paper or site in which it stands, as its page tells;
FORM = "form"  # what people call a paper of its form: "minutes", "letter".
# What a paper tells in brackets of those who speak in it: "Jo Hill: Leeds | Lab; Al Benn: Clerk to the Panel".
SPEAKER_ROLES = "speaker_roles"
_BETWEEN_SPEAKERS, _BEHIND_SPEAKER, _BETWEEN_ROLES = "; ", ": ", " | "


def metadata_from(values: Mapping[str, Any]) -> Metadata:
    """Metadata from its stored form; fields that it does not know go to `extra`."""
    extra = {str(key): str(value) for key, value in values.items() if key not in _KNOWN_FIELDS}
    return Metadata(**{key: values[key] for key in _KNOWN_FIELDS if key in values}, extra=extra)


def corrected(values: Mapping[str, Any], corrections: Mapping[str, str]) -> Metadata:
    """The metadata of a file with corrections applied; an empty value removes a field.

    A document that speaks as its author speaks as the corrected one.
    """
    spoken = {SPEAKER: corrections["author"]} if _speaks_as_author(values) and "author" in corrections else {}
    known = {key: value for key, value in {**values, **spoken, **corrections}.items() if value != ""}
    if "title" in corrections:
        known.pop(TITLE_FROM, None)
    return metadata_from(known)


def _speaks_as_author(values: Mapping[str, Any]) -> bool:
    return bool(values.get(SPEAKER)) and values[SPEAKER] == values.get("author")


def metadata_values(metadata: Metadata) -> dict[str, Any]:
    """The stored form of metadata: only known fields."""
    known = {key: getattr(metadata, key) for key in sorted(_KNOWN_FIELDS)}
    return {key: value for key, value in known.items() if value is not None} | dict(metadata.extra)


RECOGNISED = "recognised_pages"  # the field of `Metadata.extra`, as `page_ranges` writes it
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def page_ranges(numbers: Iterable[int]) -> str:
    """Physical page numbers as people write them: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def is_recognised(metadata: Metadata, page: int | None, page_end: int | None = None) -> bool:
    """Whether the text on any of these physical pages was recognised from a picture."""
    if page is None:
        return False
    for first, last in _RANGE.findall(metadata.extra.get(RECOGNISED, "")):
        if int(first) <= (page_end or page) and page <= int(last or first):
            return True
    return False


def told_roles(roles: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The field `SPEAKER_ROLES` of these roles by speaker; none where there are none."""
    told = _BETWEEN_SPEAKERS.join(
        f"{name}{_BEHIND_SPEAKER}{_BETWEEN_ROLES.join(each.replace(';', ',') for each in held)}"
        for name, held in roles.items()
    )
    return {SPEAKER_ROLES: told} if told else {}


def speaker_roles(metadata: Metadata) -> dict[str, tuple[str, ...]]:
    """The offices, seats and parties of those who speak in a document, by speaker, as the paper tells them."""
    told = metadata.extra.get(SPEAKER_ROLES, "")
    parts = (
        each.partition(_BEHIND_SPEAKER) for each in told.split(_BETWEEN_SPEAKERS) if _BEHIND_SPEAKER in each
    )
    return {name: tuple(roles.split(_BETWEEN_ROLES)) for name, _, roles in parts}
