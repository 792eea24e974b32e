"""Where an offset stands in a file with pages or sheets, as the API gives it."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from rag.answering.citations import cells_at, page_at
from rag.types import Page


class Placed(BaseModel):
    """The physical page from 1, the number printed on it, and of a sheet its name for that and the cells ("A14:F14");
    null where the format has none."""

    page: int | None
    page_label: str | None
    cells: str | None


def place_values(pages: Sequence[Page], offset: int) -> dict[str, Any]:
    """The fields of `Placed` for this offset."""
    page = page_at(pages, offset)
    return {
        "page": page.number if page else None,
        "page_label": page.label if page else None,
        "cells": cells_at(page, offset),
    }
