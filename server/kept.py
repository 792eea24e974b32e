"""The commands over what people asked: conversations listed, searched and erased."""

import argparse
import json
from dataclasses import asdict

from rag.service import Service
from rag.storage.passage_context import spoken_date


def conversations(service: Service, given: argparse.Namespace) -> int:
    """Print the conversations, the one last spoken in first; with --search those that have all of its words."""
    found = service.archive.conversations(given.search)
    if given.json:
        print(json.dumps({"conversations": [asdict(each) for each in found]}, ensure_ascii=False))
        return 0
    for each in found:
        answers = f"{each.turns} answer{'' if each.turns == 1 else 's'}"
        print(f"{each.id}  {spoken_date(each.created_at)}, {answers}: {' '.join(each.title.split())}")
    if not found:
        print("No conversation has these words." if given.search else "No conversations are kept.")
    return 0


def erase(service: Service, given: argparse.Namespace) -> int:
    """Erase conversations with their answers and what was thought of them."""
    for id in given.ids:
        service.archive.erase(id)
        print(f"Erased {id}.")
    return 0
