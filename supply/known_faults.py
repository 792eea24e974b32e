"""The pinned packages, looked up in the index's list of known vulnerabilities by pip-audit: `make audit`.

It sends the names and versions of the packages to an outside host, and nothing else; the program never does.
pip-audit calls packages that it could not look up none of its faults: here they count as unchecked.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from supply.locks import LOCKS, pins

_FOUND, _UNCHECKED = 1, 2
_PIP_AUDIT = (
    *("-m", "pip_audit", "--no-deps", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off"),
)


@dataclass(frozen=True, slots=True)
class FaultReport:
    """Faults as sentences; the packages that were not looked up; why, where none was."""

    faults: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    reason: str = ""


def look_up() -> FaultReport:
    """Ask for all pins. Never raises: without a connection all are unchecked."""
    names = [name for lock in LOCKS for name in pins(lock)]
    with TemporaryDirectory() as folder:
        pinned = Path(folder) / "pins.txt"
        pinned.write_text(
            "".join(f"{name}{pin.specifier}\n" for lock in LOCKS for name, pin in pins(lock).items())
        )
        done = subprocess.run(
            [sys.executable, *_PIP_AUDIT, "-r", str(pinned), "--cache-dir", folder],
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        checked = json.loads(done.stdout)["dependencies"]
    except ValueError:
        last = done.stderr.strip().splitlines()[-1:] or ["pip-audit gave no reason"]
        return FaultReport((), tuple(names), last[0])
    skipped = {each["name"]: each["skip_reason"] for each in checked if "skip_reason" in each}
    faults = [
        f"{each['name']} {each['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for each in checked
        for fault in each.get("vulns", ())
    ]
    return FaultReport(tuple(faults), tuple(skipped), next(iter(skipped.values()), ""))


def main() -> int:
    """Exit code 1 where there are faults, 2 where something was not looked up."""
    report = look_up()
    if len(report.unchecked) < sum(len(pins(lock)) for lock in LOCKS):
        print("\n".join(report.faults) or "No known faults in what was looked up.")
    if report.unchecked:
        print(
            f"Not looked up: {len(report.unchecked)} packages ({', '.join(report.unchecked[:5])}, …). "
            f"The list of known faults cannot be reached, or does not know them: {report.reason} "
            "Run `make audit` again where it can be reached.",
            file=sys.stderr,
        )
    return _FOUND if report.faults else _UNCHECKED if report.unchecked else 0


if __name__ == "__main__":
    sys.exit(main())
