"""`keys`, `add-key`, `revoke-key` and `audit`: who may do what on the server, and who did what."""

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

from typer import Argument, Option

from server.affairs.folders import DEFAULT, affair_folder
from server.commands.options import ALL_WELL, AsJson, InAffair

Name = Annotated[str, Argument(metavar="NAME", help="Who uses the key.", show_default=False)]


class KeyRole(StrEnum):
    """As `server.keys.Role`."""

    reader = "reader"
    editor = "editor"
    owner = "owner"


def keys(as_json: AsJson = False) -> int:
    """List the named keys with their roles. The keys themselves are kept nowhere."""
    from rag.settings import settings
    from server.keys import EVERYWHERE, Keys

    held = Keys(settings().data_dir).all()
    if as_json:
        shown = [
            {name: value for name, value in asdict(each).items() if name != "hash"} | {"proxy": not each.hash}
            for each in held
        ]
        print(json.dumps({"keys": shown}, ensure_ascii=False))
        return ALL_WELL
    for each in held:
        roles = [
            f"{role} of all affairs" if affair == EVERYWHERE else f"{role} of {affair}"
            for affair, role in each.roles.items()
        ]
        kind = "" if each.hash else "  (named by the proxy)"
        print(f"{each.name}: {', '.join(roles) or 'no role'}, since {each.created_at[:10]}{kind}")
    if not held:
        print("There are no named keys.")
    return ALL_WELL


def add_key(
    name: Name,
    role: Annotated[KeyRole, Option(help="Readers ask, editors change documents, owners rename and delete.")],
    affair: InAffair = DEFAULT,
    everywhere: Annotated[bool, Option("--everywhere", help="In all affairs, also those to come.")] = False,
    proxy: Annotated[
        bool, Option("--proxy", help="Make no key: the name is one that the proxy before the server gives.")
    ] = False,
) -> int:
    """Make a key for somebody, with a role in an affair, and print it, once.

    For a name that has a key already, the role is added to it. A running server that asks for a key knows it at once.
    """
    from rag.settings import settings
    from server.keys import EVERYWHERE, Keys

    root = settings().data_dir
    affair_folder(root, affair)  # raises NoAffair
    key = Keys(root).grant(name, role.value, EVERYWHERE if everywhere else affair, proxy)
    where = "all affairs" if everywhere else affair
    print(f"{name} is {role} of {where}." + (f" The key, which is shown this once: {key}" if key else ""))
    return ALL_WELL


def revoke_key(name: Name) -> int:
    """End a named key, with the sessions that were opened with it."""
    from rag.settings import settings
    from server.keys import Keys

    Keys(settings().data_dir).revoke(name)
    print(f"Revoked the key of {name}.")
    return ALL_WELL


def audit(
    limit: Annotated[int, Option(min=1, metavar="N", help="The latest lines.")] = 50,
    who: Annotated[str, Option(metavar="NAME", help="Only what they did.", show_default=False)] = "",
    as_json: AsJson = False,
) -> int:
    """Show who did what on the server, the latest last. It does not hold what was asked, unless that is switched on."""
    from rag.settings import settings
    from server.audit import lines

    found = [each for each in lines(settings().data_dir) if who in ("", each.get("who"))][-limit:]
    for each in found:
        told = f"{each['at']}  {each['who'] or 'nobody known'}  {each['affair']}  {each['did']}  {each['status']}"
        print(
            json.dumps(each, ensure_ascii=False)
            if as_json
            else told + (f"  {each['asked']}" if "asked" in each else "")
        )
    if not found and not as_json:
        print("Nothing is noted. A server notes who did what where it asks for a key.")
    return ALL_WELL
