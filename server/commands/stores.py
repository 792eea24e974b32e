"""`verify`, `rebuild` and `backup`: the stores themselves."""

import json
from contextlib import closing
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from server.affairs.folders import DEFAULT, affair_folder, library_of
from server.backends.choice import backend, local_service
from server.commands.options import ALL_WELL, SOME_FAILED, AsJson, InAffair
from server.commands.progress import ProgressBar


def verify(as_json: AsJson = False, affair: InAffair = DEFAULT) -> int:
    """Check that the stores agree with each other.

    Every passage must also be verbatim. The exit code is 1 if anything is wrong.
    """
    with backend(affair) as at:
        found = at.verify()
    if as_json:
        print(json.dumps({"ok": found["ok"], "faults": found["faults"]}, ensure_ascii=False))
    else:
        all_well = f"All well: {found['documents']} documents, {found['passages']} passages."
        print("\n".join(found["faults"]) or all_well)
    return ALL_WELL if found["ok"] else SOME_FAILED


def rebuild(affair: InAffair = DEFAULT) -> int:
    """Make both indexes again from the library."""
    with backend(affair) as at, ProgressBar("passages") as bar:
        done = at.rebuild(bar.show)
    print(f"Rebuilt: {done} passages.")
    return ALL_WELL


def recover(affair: InAffair = DEFAULT) -> int:
    """Make a lost or damaged library again from the original files.

    Documents come back with their ids, metadata and corrections. Answers and conversations are only in a backup.
    """
    from ingest.isolation.limits import Limits
    from ingest.sync.recovery import UNRECOVERED, begin_recovery
    from ingest.sync.recovery import recover as recover_library
    from rag.settings import settings
    from rag.storage.sqlite.library_file import damaged_libraries
    from server.commands.terminal import print_outcome

    configured = settings()
    folder = affair_folder(configured.data_dir, affair)
    begin_recovery(folder, configured.database_url, library_of(affair))
    with local_service(affair) as service, ProgressBar("files") as bar:
        outcome = recover_library(service.stores, bar.show, Limits.of(configured), configured.parse_workers)
    print_outcome(outcome)
    for path in damaged_libraries(folder):
        print(
            f"The damaged library is kept as {path}, for what can be saved of its answers. Delete the file when you "
            "no longer need it; the next document or conversation that you erase deletes it too."
        )
    if outcome.failed:
        print(f"What could not be read again is in {folder / UNRECOVERED}.")
    return SOME_FAILED if outcome.failed else ALL_WELL


def backup(
    file: Annotated[
        Path | None,
        Argument(metavar="FILE.zip", help="The archive to write; with --keep, a folder.", show_default=False),
    ] = None,
    keep: Annotated[
        int | None,
        Option(
            metavar="N",
            help="Write a dated archive into a folder, by default `backups` in the data folder, and keep the latest N.",
            show_default=False,
        ),
    ] = None,
    affair: InAffair = DEFAULT,
) -> int:
    """Copy what cannot be made again into one archive.

    That is the library and the original files of one affair; `rebuild` makes the indexes from them.
    """
    from ingest.sync.backup import BACKUPS, CannotBackUp, back_up, back_up_dated
    from rag.settings import settings
    from rag.storage.database import open_database

    configured = settings()
    folder = affair_folder(configured.data_dir, affair)
    # The library alone is opened: it can be read while a server writes, and what the indexes hold is made from it.
    with closing(open_database(folder, configured.database_url, library_of(affair))) as database:
        if keep is not None:
            file, size = back_up_dated(database, file or folder / BACKUPS, keep)
        elif file is not None:
            size = back_up(database, file)
        else:
            raise CannotBackUp("Name the archive to write, or set --keep to have dated archives.")
    print(
        f"Backed up to {file} ({size / 2**20:.1f} MB). To restore it, unpack it as a data folder and run `rebuild`."
    )
    return ALL_WELL
