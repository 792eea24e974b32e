"""The image, the compose file and the systemd unit, read as what reads them does: nothing in them is out of date.

`make check-image` gives them to hadolint and to the schema of compose files as well.
"""

import configparser
import json
import re
import shlex
import tomllib
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from rag.settings import Settings
from server.cli import main

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {f"REPORT_QA_{name}".upper() for name in Settings.model_fields}


def instructions(of: str) -> list[list[tuple[str, str]]]:
    """The stages of a Dockerfile: (instruction, what follows) in order, continued lines joined, comments left out."""
    lines = [line for line in of.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    stages: list[list[tuple[str, str]]] = [[]]
    for line in filter(None, map(str.strip, joined.splitlines())):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest.strip()))
    return stages


STAGES = instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def said(stage: list[tuple[str, str]], word: str) -> list[str]:
    return [rest for each, rest in stage if each == word]


def test_a_dockerfile_is_read_stage_by_stage() -> None:
    assert instructions("# x\nARG A=1\nFROM a AS b\nRUN one \\\n  && two\nFROM c\nUSER 1\n") == [
        [("ARG", "A=1")],
        [("FROM", "a AS b"), ("RUN", "one    && two")],
        [("FROM", "c"), ("USER", "1")],
    ]


def test_the_image_is_small_and_nobody_in_it_is_root() -> None:
    *_, last = STAGES
    assert "-slim-" in said(last, "FROM")[0]
    assert said(last, "USER") == ["10001"]
    after = [word for word, _ in last[[word for word, _ in last].index("USER") :]]
    assert "RUN" not in after
    assert all("torch" not in rest for stage in STAGES for word, rest in stage if word == "RUN")
    assert said(last, "COPY") == ["--from=build /opt/report-qa /opt/report-qa"]
    (healthy,) = said(last, "HEALTHCHECK")
    assert "/healthz" in healthy
    name, python = STAGES[0][0][1].split("=")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert name == "PYTHON"
    assert project["requires-python"] == f">={python}"


def test_what_the_image_starts_is_a_command_that_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = said(STAGES[-1], "CMD")
    assert_parses(json.loads(command), capsys)


def test_what_is_copied_into_the_build_is_all_that_it_needs() -> None:
    kept = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
        if line.startswith("!")
    }
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").startswith("*\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    roots = {name.split(".")[0] for name in project["tool"]["setuptools"]["packages"]}
    assert roots <= kept
    assert {"pyproject.toml", "Makefile", "supply", project["project"]["readme"]} <= kept
    assert not kept & {"documents", "tests", ".data", ".git", ".env"}


def test_every_setting_named_is_one() -> None:
    named = set(re.findall(r"\bREPORT_QA_[A-Z_]+", (ROOT / "Dockerfile").read_text(encoding="utf-8")))
    named |= set(COMPOSE["services"]["report-qa"]["environment"])
    named |= set(
        re.findall(r"\bREPORT_QA_[A-Z_]+", (ROOT / "deploy/report-qa.service").read_text(encoding="utf-8"))
    )
    assert named <= SETTINGS


def test_extras_that_are_installed_are_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = COMPOSE["services"]["report-qa"]["build"]["args"]["EXTRAS"].split(",")
    assert set(asked) <= set(project["optional-dependencies"])
    assert said(STAGES[1], "ARG") == ['EXTRAS=""']


def test_only_the_program_has_a_port_and_only_on_this_machine() -> None:
    ports = {name: each["ports"] for name, each in COMPOSE["services"].items() if "ports" in each}
    (exposed,) = said(STAGES[-1], "EXPOSE")
    assert ports == {"report-qa": [f"127.0.0.1:8000:{exposed}"]}


def test_services_start_one_after_the_other_and_again_after_a_fall() -> None:
    services = COMPOSE["services"]
    for name, each in services.items():
        assert each["restart"] == "unless-stopped", name
        for other, how in each.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in services[other]
    used: dict[str, set[str]] = defaultdict(set)
    for name, each in services.items():
        for volume in each.get("volumes", ()):
            used[volume.split(":")[0]].add(name)
    assert set(used) == set(COMPOSE["volumes"])
    assert all(len(by) == 1 for by in used.values())


def test_every_image_has_a_version_and_no_password_is_written_down() -> None:
    for name, each in COMPOSE["services"].items():
        if "image" in each:
            assert re.search(r":\D*\d+[.-]\d", each["image"]), name
        for key, value in each.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|KEY$", key):
                assert str(value).startswith("${"), f"{name}: {key}"


def test_the_programs_folder_is_one_that_it_may_write_to() -> None:
    (volume,) = said(STAGES[-1], "VOLUME")
    (settings,) = said(STAGES[-1], "ENV")
    folder = re.search(r"REPORT_QA_DATA_DIR=(\S+)", settings)
    assert folder is not None
    assert PurePosixPath(volume) in PurePosixPath(folder[1]).parents
    program = COMPOSE["services"]["report-qa"]
    assert program["volumes"] == [f"data:{volume}"]
    assert program["read_only"] is True
    assert program["cap_drop"] == ["ALL"]


def test_the_unit_starts_a_command_that_there_is_and_writes_to_its_own_folder_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy/report-qa.service", encoding="utf-8")
    service = unit["Service"]
    assert_parses(shlex.split(service["ExecStart"].removeprefix("/opt/report-qa/.venv/bin/")), capsys)
    state = PurePosixPath("/var/lib") / service["StateDirectory"]
    assert service["DynamicUser"] == service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["WorkingDirectory"] == str(state)
    assert f"REPORT_QA_DATA_DIR={state}/data" in (ROOT / "deploy/report-qa.service").read_text("utf-8")


def assert_parses(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command line of ours: with `--help` at its end it is parsed, and not run."""
    assert words[0] == "report-qa"
    assert main([*words[1:], "--help"]) == 0
    told = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert all(word in told for word in words[2:] if word.startswith("--"))
