"""What the comparison with other systems is made of: the measure, the splitting, the order of rounds, the processes."""

import json
from pathlib import Path

import pytest

from benchmarks.peers.process import Competitor, Process
from benchmarks.peers.protocol import article
from benchmarks.peers.run import ASKED, PeerFigures, in_turn, ratios_table
from benchmarks.peers.windows import windows
from benchmarks.retrieval import MEASURES, bare, score


def test_a_fact_at_the_second_place_and_one_at_the_fifth() -> None:
    found = [bare(text) for text in ("no", "it held Fact One.", "no", "no", "and fact two", "fact two")]
    row = dict(zip(MEASURES, score(found, ["FactOne", "facttwo", "never"]), strict=True))
    assert row["Hits@10"] == 1
    assert row["Hits@4"] == 1
    assert row["MRR@10"] == 0.5
    assert row["MAP@10"] == pytest.approx((1 / 2 + 1 / 5) / 3)
    assert row["all facts @10"] == 0


def test_windows_hold_every_word_and_overlap() -> None:
    text = "  " + " \n".join(f"w{number}" for number in range(40)) + " "
    found = list(windows(text, 10, 3))
    assert found[0].split() == [f"w{number}" for number in range(10)]
    assert found[1].split()[0] == "w7"
    assert {word for window in found for word in window.split()} == set(text.split())
    assert all(window in text for window in found)
    assert found[-1].split()[-1] == "w39"
    assert len(found[-1].split()) > 3  # no window lies wholly inside another


def test_an_empty_text_has_no_windows() -> None:
    assert list(windows(" \n")) == []


def test_everybody_goes_first_equally_often() -> None:
    firsts = [in_turn(ASKED, number)[0] for number in range(2 * len(ASKED))]
    assert all(firsts.count(one) == 2 for one in ASKED)


def test_a_ratio_is_the_median_of_the_rounds_and_not_of_the_times() -> None:
    found = {
        one: PeerFigures(
            asks=[[1.0], [10.0], [100.0]], starts=[1.0, 1.0, 1.0], slices=[2.0, 2.0, 2.0], memory=100.0
        )
        for one in ASKED
    }
    peer = ASKED[2]
    found[peer].asks = [[3.0], [20.0], [900.0]]
    assert "| 3.0 (2.0 to 9.0) |" in ratios_table(found)


def test_an_article_reads_its_metadata(tmp_path: Path) -> None:
    file = tmp_path / "0.txt"
    file.write_text("Body.", encoding="utf-8")
    known = {"title": "A title", "publisher": "The Post", "date": "2023-11-27"}
    (tmp_path / "0.txt.meta.yaml").write_text(json.dumps(known), encoding="utf-8")
    assert article(str(file)).header == "A title. The Post, 2023-11-27."


def test_this_program_answers_behind_the_protocol(tmp_path: Path) -> None:
    file = tmp_path / "0.txt"
    file.write_text("The council said that it would pay for the review of its schools.", encoding="utf-8")
    known = {"title": "Review", "publisher": "The Post", "date": "2023-11-27"}
    (tmp_path / "0.txt.meta.yaml").write_text(json.dumps(known), encoding="utf-8")
    with Process(Competitor("ours", "report_qa"), tmp_path / "store") as process:
        assert process.do("ingest", [str(file)])[1] == 1
        milliseconds, found = process.do("ask", "Who pays for the review?")
        assert milliseconds > 0
        assert "pay for the review" in found[0]
        assert process.memory_mb() > 10
