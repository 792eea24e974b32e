"""The commands that change what is held, and those that prove or keep it."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from ingest.sync.backup import back_up
from ingest.sync.corrections import BadField
from ingest.sync.originals import Originals
from rag.errors import IndexUnusable
from rag.service import Service
from rag.storage.audit import faults
from rag.storage.stores import discard_indexes
from server.desk import desk
from server.progress import Bar
from server.terminal import print_outcome

_DEFAULT = "documents"


def ingest(service: Service, given: argparse.Namespace) -> int:
    """Exit code 1 where some of it failed."""
    with Bar(quiet=given.json) as bar:
        outcome = desk(service).ingest(given.named or [_DEFAULT], bar.show)
    if given.json:
        print(json.dumps(asdict(outcome), ensure_ascii=False))
    else:
        print_outcome(outcome)
    return 1 if outcome.failed else 0


def remove(service: Service, given: argparse.Namespace) -> int:
    desk(service).remove(given.id)
    print(
        f"Removed {given.id}. A file that still lies in a folder comes back when that folder is ingested again."
    )
    return 0


def correct(service: Service, given: argparse.Namespace) -> int:
    desk(service).correct(given.id, _pairs(given.fields))
    print(f"Set {', '.join(_pairs(given.fields))} of {given.id}.")
    return 0


def rebuild(service: Service, _: argparse.Namespace) -> int:
    at = desk(service)
    with Bar() as bar:
        try:
            done = at.rebuild(bar.show)
        except IndexUnusable:
            discard_indexes(service.settings.data_dir)
            done = at.rebuild(bar.show)
    print(f"Rebuilt: {done} passages.")
    return 0


def verify(service: Service, given: argparse.Namespace) -> int:
    """Exit code 1 where something is not as it should be."""
    stores = service.stores
    found = faults(stores) + Originals(stores.folder / "originals").faults(stores.shelving.file_hashes())
    if given.json:
        print(json.dumps({"ok": not found, "faults": found}, ensure_ascii=False))
    else:
        counts = stores.library.counts()
        all_well = f"All well: {counts['documents']} documents, {counts['passages']} passages."
        print("\n".join(found) or all_well)
    return 1 if found else 0


def backup(service: Service, given: argparse.Namespace) -> int:
    size = back_up(service.stores, given.file)
    print(
        f"Backed up to {given.file} ({size / 2**20:.1f} MB). To go back: unpack it as a data folder, then rebuild."
    )
    return 0


def _pairs(fields: Sequence[str]) -> dict[str, str]:
    for each in fields:
        if "=" not in each:
            raise BadField(f"A field is written name=value, not {each!r}.")
    return {name.strip(): value for name, _, value in (each.partition("=") for each in fields)}
