"""The licence of every package that the program runs with: `make licences`.

A package says it in one of three fields of its metadata; where none of them is clear, its own files were read.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from license_expression import (
    ExpressionError,
    LicenseExpression,
    LicenseWithExceptionSymbol,
    get_spdx_licensing,
)

from supply.locks import CORE, MODELS, TORCH, pins

# What may come in: nothing that asks for our own source, or for that of whoever serves it.
ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BSL-1.0 CC0-1.0 CNRI-Python HPND ISC LGPL-2.1-or-later "
    "LGPL-3.0-or-later MIT MIT-0 MIT-CMU MPL-1.1 MPL-2.0 PSF-2.0 Python-2.0 Unlicense Zlib".split()
)
# From the packages' own files, where their metadata is silent, or says several things and not which of them holds.
_READ = {
    "defusedxml": "PSF-2.0",
    "odfpy": "LGPL-2.1-or-later",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "python-dateutil": "Apache-2.0 AND BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "tnefparse": "LGPL-3.0-or-later",
    "sniffio": "MIT OR Apache-2.0",
    "uvloop": "MIT OR Apache-2.0",
}
_CLASSIFIED = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WORDED = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0 License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "MIT License": "MIT",
}
_SPDX = get_spdx_licensing()


class UnknownLicence(Exception):
    """A package does not say under which licence it is; its text names the package."""


def licence(name: str) -> str:
    """The SPDX expression of an installed package. Raises UnknownLicence."""
    if name in _READ:
        return _READ[name]
    said = metadata(name)
    for candidate in _candidates(said):
        if candidate and _is_spdx(candidate):
            return candidate
    raise UnknownLicence(
        f"{name} does not say its licence in a form that is known. Read its files and add it to supply/licences.py."
    )


def is_allowed(expression: str) -> bool:
    """Whether all that must hold of an expression is allowed; of alternatives one is enough."""
    return _holds(_SPDX.parse(expression, validate=True))


def listed() -> Iterator[tuple[str, str, str]]:
    """Name, version and licence of each package that the program runs with, torch and models included."""
    for lock in (CORE, MODELS, TORCH):
        for name, pin in pins(lock).items():
            yield name, str(pin.specifier).removeprefix("=="), licence(name)


def _candidates(said: PackageMetadata) -> Iterator[str]:
    fields = said.json  # a field that is missing is missing here
    yield str(fields.get("license_expression", ""))
    worded = str(fields.get("license", "")).strip().split("\n")[0]  # some put the whole text there
    yield _WORDED.get(worded, worded)
    classified = [
        each.split("::")[-1].strip() for each in fields.get("classifier", ()) if each.startswith("License ::")
    ]
    named = {_CLASSIFIED.get(each, "") for each in classified if each != "OSI Approved"}
    yield named.pop() if len(named) == 1 else ""


def _is_spdx(expression: str) -> bool:
    try:
        _SPDX.parse(expression, validate=True)
    except ExpressionError:
        return False
    return True


def _holds(part: LicenseExpression) -> bool:
    if isinstance(part, _SPDX.OR):
        return any(map(_holds, part.args))
    if isinstance(part, _SPDX.AND):
        return all(map(_holds, part.args))
    if isinstance(part, LicenseWithExceptionSymbol):  # an exception only ever permits more
        return part.license_symbol.key in ALLOWED
    return part.key in ALLOWED


def main() -> int:
    try:
        rows = sorted(listed())
    except (UnknownLicence, PackageNotFoundError) as error:
        print(f"licences: {error}", file=sys.stderr)
        return 1
    for name, version, expression in rows:
        print(f"{name:40} {version:20} {expression}{'' if is_allowed(expression) else '  NOT ALLOWED'}")
    return 0 if all(is_allowed(expression) for *_, expression in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
