"""A bill of materials of what the program runs with, in CycloneDX 1.6: `make sbom`."""

import sys
from importlib.metadata import distribution, version

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from supply.licences import listed


def bill() -> Bom:
    """Each pinned package with its licence, and which of them need which."""
    licences = LicenseFactory()
    whole = Component(name="report-qa", version=version("report-qa"), type=ComponentType.APPLICATION)
    made = Bom()
    made.metadata.component = whole
    parts = {
        name: Component(
            name=name,
            version=version_,
            type=ComponentType.LIBRARY,
            bom_ref=name,
            purl=PackageURL("pypi", name=name, version=version_),
            licenses=[licences.make_from_string(expression)],
        )
        for name, version_, expression in listed()
    }
    for part in parts.values():
        made.components.add(part)
    for name, part in {"report-qa": whole, **parts}.items():
        made.register_dependency(part, [parts[each] for each in _needed(name) if each in parts])
    return made


def _needed(name: str) -> set[str]:
    """What a package declares, its extras left out."""
    declared = map(Requirement, distribution(name).requires or ())
    return {
        canonicalize_name(each.name)
        for each in declared
        if each.marker is None or each.marker.evaluate({"extra": ""})
    }


def main() -> None:
    sys.stdout.write(JsonV1Dot6(bill()).output_as_string(indent=2) + "\n")


if __name__ == "__main__":
    main()
