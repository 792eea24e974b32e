"""Every package that the program runs with has a known licence that asks for nobody's source."""

import json

import pytest
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from supply import bill_of_materials, licences
from supply.bill_of_materials import bill
from supply.licences import UnknownLicence, is_allowed, licence, listed
from supply.locks import CORE, MODELS, TORCH, pins


def test_no_unknown_and_no_forbidden_licence_comes_in() -> None:
    assert [row for row in listed() if not is_allowed(row[2])] == []


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("Apache-2.0 WITH LLVM-exception AND MIT", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-2.0-only OR AGPL-3.0-only", False),
    ],
)
def test_of_alternatives_one_is_enough_and_of_joined_ones_all_must_be_allowed(
    expression: str, allowed: bool
) -> None:
    assert is_allowed(expression) is allowed


def test_a_package_that_does_not_say_its_licence_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "_READ", {})
    with pytest.raises(UnknownLicence, match="odfpy"):
        licence("odfpy")  # its metadata names three


def test_the_bill_of_materials_is_valid_and_lists_every_package() -> None:
    made = JsonV1Dot6(bill()).output_as_string()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made) is None
    listed_there = {part["name"]: part for part in json.loads(made)["components"]}
    assert set(listed_there) == {name for lock in (CORE, MODELS, TORCH) for name in pins(lock)}
    assert all(part["licenses"] and part["purl"] for part in listed_there.values())


def test_the_bill_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    bill_of_materials.main()
    assert json.loads(capsys.readouterr().out)["bomFormat"] == "CycloneDX"
