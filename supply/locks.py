"""The lock files, made from `pyproject.toml` by uv: `make lock`.

Pins that stand in a lock file stay as they are; delete a line to have that package resolved anew. Each pin has the
hashes of all its release files, so that other systems and versions of Python can install it too.
"""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
CORE, MODELS, TORCH, DEV = (
    ROOT / f"requirements{suffix}.lock" for suffix in ("", "-models", "-torch", "-dev")
)
LOCKS = (CORE, MODELS, TORCH, DEV)
_COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-annotate", "--no-header", "--no-emit-index-url"),
)
_UNHASHED = "torch"  # it has a lock file of its own, which says why
_PYTHONS = ("3.11", "3.12", "3.13")
_SYSTEMS = (("linux", "Linux"), ("darwin", "Darwin"))
_ENTRY = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)
_HEADS = {
    CORE: "What the program runs with. Made by `make lock`; install it with `pip install --no-deps`.",
    MODELS: "What other embedding models than the built-in one need besides torch. Made by `make lock`.",
    DEV: "What the tests and checks need. Made by `make lock`.",
}


def pins(lock: Path) -> dict[str, Requirement]:
    """Each pinned package of a lock file under its normalised name."""
    found = (Requirement(_head(entry)) for entry in _entries(lock.read_text(encoding="utf-8")))
    return {canonicalize_name(each.name): each for each in found}


def hashes(lock: Path) -> dict[str, list[str]]:
    """The SHA-256 of each release file of a package."""
    text = lock.read_text(encoding="utf-8")
    return {
        canonicalize_name(Requirement(_head(entry)).name): re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
        for entry in _entries(text)
    }


def write(uv: Path) -> None:
    """Resolve all lock files with this uv, core first; later ones leave out what the earlier ones hold."""
    known = _all_pins()
    held = {_UNHASHED: ""}
    for lock, extras in ((CORE, []), (MODELS, ["models"]), (DEV, ["dev"])):
        text = _resolved(uv, extras, known)
        entries = (_plain(entry) for entry in _entries(text))
        fresh = {_name(entry): entry for entry in entries if entry and _name(entry) not in held}
        lock.write_text(f"# {_HEADS[lock]}\n" + "".join(fresh.values()), encoding="utf-8")
        held.update(fresh)


def _resolved(uv: Path, extras: Sequence[str], known: str) -> str:
    with TemporaryDirectory() as folder:
        pinned, build, target = (Path(folder) / name for name in ("pinned.txt", "build.in", "resolved.txt"))
        pinned.write_text(known)
        build.write_text("setuptools\n")  # builds the editable installation
        options = [*(f"--extra={name}" for name in extras), "-c", str(pinned), "-o", str(target)]
        subprocess.run(
            [str(uv), *_COMPILE, *options, str(ROOT / "pyproject.toml"), str(build)],
            check=True,
            cwd=ROOT,
        )
        return target.read_text(encoding="utf-8")


def _all_pins() -> str:
    known: Mapping[str, Requirement] = {
        name: pin for lock in LOCKS if lock.exists() for name, pin in pins(lock).items()
    }
    return "".join(f"{name}{pin.specifier}\n" for name, pin in known.items())


def _plain(entry: str) -> str:
    """Without a marker that holds wherever the program runs; empty where it holds nowhere."""
    marker = Requirement(_head(entry)).marker
    if marker is None:
        return entry
    where = [
        {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "sys_platform": name,
            "platform_system": system,
        }
        for python in _PYTHONS
        for name, system in _SYSTEMS
    ]
    holds = [marker.evaluate(environment) for environment in where]
    if all(holds):
        return re.sub(r" ; .*?(?= \\\n|\n)", "", entry, count=1)
    return entry if any(holds) else ""


def _entries(text: str) -> list[str]:
    return [entry for entry in _ENTRY.split(text) if entry[:1].isalnum()]


def _head(entry: str) -> str:
    return entry.split("\n")[0].split(" #")[0].rstrip(" \\")


def _name(entry: str) -> str:
    return canonicalize_name(Requirement(_head(entry)).name)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
