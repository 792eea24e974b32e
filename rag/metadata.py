"""Metadata as they are stored, and with what people set by hand over them."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from rag.types import Metadata

_KNOWN_FIELDS = frozenset(field.name for field in fields(Metadata)) - {"extra"}


def metadata_from(values: Mapping[str, Any]) -> Metadata:
    """Metadata from its stored form; fields that it does not know go to `extra`."""
    extra = {str(key): str(value) for key, value in values.items() if key not in _KNOWN_FIELDS}
    return Metadata(**{key: values[key] for key in _KNOWN_FIELDS if key in values}, extra=extra)


def corrected(values: Mapping[str, Any], corrections: Mapping[str, str]) -> Metadata:
    """Metadata as a file gave it with what people set by hand over it; an empty value takes one away."""
    known = {key: value for key, value in {**values, **corrections}.items() if value != ""}
    return metadata_from(known)


def metadata_values(metadata: Metadata) -> dict[str, Any]:
    """The stored form of metadata: only what is known."""
    known = {key: getattr(metadata, key) for key in sorted(_KNOWN_FIELDS)}
    return {key: value for key, value in known.items() if value is not None} | dict(metadata.extra)
