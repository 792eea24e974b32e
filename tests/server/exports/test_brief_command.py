from pathlib import Path

import pytest

from rag.service import Service
from server.cli import main

from .reading_back import read_back


@pytest.fixture(autouse=True)
def _over_the_papers(papers: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(papers.settings.data_dir))


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.txt"
    file.write_text(
        "\ufeff# ours\n## Figures\nBy how much did rents in Leith rise?\n\nWho is Kim Wu?\n", encoding="utf-8"
    )
    return file


def test_questions_of_a_file_become_a_word_file(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.docx"
    assert main(["brief", str(questions), "-o", str(out), "--title", "Leith"]) == 0
    read = read_back(out.read_bytes())
    assert read.styled("Title") == ["Leith"]
    assert read.styled("Heading1") == ["Figures", "Could not be verified or found", "Sources"]
    assert "up to a third" in read.text
    assert capsys.readouterr().out == f"Wrote {out}: 2 questions.\n"
    assert {file.name for file in tmp_path.iterdir()} == {"questions.txt", "out.docx"}


def test_questions_of_a_file_become_markdown(questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.MD"
    assert main(["brief", str(questions), "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("# Briefing\n")


def test_a_timeline_is_added_where_it_is_asked_for(questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    assert main(["brief", str(questions), "-o", str(out), "--timeline"]) == 0
    table = out.read_text(encoding="utf-8").split("## Timeline")[1].split("\n## ")[0]
    assert "- **2020**: " in table
    assert "“Rents in Leith rose by up to a third in 2020, the tenants' union found.”[^" in table
    assert main(["brief", str(questions), "-o", str(out)]) == 0
    assert "## Timeline" not in out.read_text(encoding="utf-8")


def test_a_question_that_cannot_be_put_is_told_and_the_rest_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "q.txt", tmp_path / "out.md"
    file.write_text(f"{'x' * 2001}\nBy how much did rents in Leith rise?\n", encoding="utf-8")
    assert main(["brief", str(file), "-o", str(out)]) == 1
    assert "Not asked: xxx" in capsys.readouterr().err
    text = out.read_text(encoding="utf-8")
    assert "up to a third" in text
    assert "### Not asked" in text


@pytest.mark.parametrize(
    ("content", "out", "said"),
    [
        ("Why?", "out.pdf", "neither .docx nor .md"),
        ("Why?", "none/out.md", "There is no folder"),
        ("# nothing", "out.md", "There is no question"),
        (None, "out.md", "cannot be opened"),
        (b"\xff\xfe\x00Why", "out.md", "not UTF-8"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    content: str | bytes | None, out: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.txt"
    if content is not None:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    assert main(["brief", str(file), "-o", str(tmp_path / out)]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / out).exists()
