"""Ingestion, answers, memory and disk by the size of the library: a table, and a picture in docs/scale.svg.

Sizes are 1,000, 10,000 and 100,000 passages; `--most=1000000` adds a million, `--most=10000` stops there.
`benchmarks.altered` and `benchmarks.scaling` make the libraries.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.heading import CACHE, absent, heading, table
from benchmarks.options import given, number
from benchmarks.peers.process import ENVIRONMENTS
from benchmarks.report import PAGE, show
from benchmarks.scaling import FOLDER

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_PICTURE = PAGE.with_name("scale.svg")
_FIGURES = CACHE / "scale" / "figures.json"
_FILTERED_GOAL = 1.5
_GROWN_GOAL = 2.0


def measure(size: int) -> dict[str, Any]:
    """Build a library and query it, each in its own process; the library is kept until the next run."""
    folder = CACHE / "scale" / str(size)
    shutil.rmtree(folder, ignore_errors=True)
    print(f"{size:,} passages …", file=sys.stderr, flush=True)
    made = _run("make", str(folder), str(size))
    return {"size": size, **made, **_run("ask", str(folder))}


def _run(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.scaling", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=PAGE.parents[1])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def p50(found: dict[str, Any], name: str = "unfiltered") -> float:
    return float(median(each for part in found["rounds"][name] for each in part))


def filtered_ratio(found: dict[str, Any], name: str) -> float:
    """The median over the rounds of the ratio of one filter's p50 to the unfiltered p50."""
    rounds: dict[str, list[list[float]]] = found["rounds"]
    return median(
        median(one) / median(other) for one, other in zip(rounds[name], rounds["unfiltered"], strict=True)
    )


def sizes_table(every: list[dict[str, Any]]) -> str:
    rows = []
    for each in every:
        cuts = quantiles([taken for part in each["rounds"]["unfiltered"] for taken in part], n=20)
        rows.append(
            [
                f"{each['passages']:,}",
                f"{each['documents']:,} ({each['sources']:,})",
                f"{each['ingest_s']:.0f}",
                f"{each['passages'] / each['ingest_s']:.0f}",
                f"{each['ingest_peak_mb']:.0f}",
                f"{cuts[9]:.1f}",
                f"{cuts[18]:.1f}",
                f"{each['first_s']:.2f}",
                f"{each['memory_mb']:.0f}",
                f"{each['disk_mb']['whole']:.0f}",
            ]
        )
    columns = ["documents (independent sources)", "ingest but for embedding, s", "passages/s"]
    columns += ["ingest, peak MB", "answer p50, ms", "p95, ms", "first, s", "memory, MB", "disk, MB"]
    return table(columns, rows).replace("|  |", "| passages |", 1)


def filters_table(every: list[dict[str, Any]]) -> str:
    """Each cell: the filtered p50, its ratio to the unfiltered one, and the share of documents kept."""
    names = [name for name in every[0]["rounds"] if name != "unfiltered"]
    rows = []
    for each in every:
        cells = []
        for name in names:
            kept = f", keeps {each['kept'][name]:.0%}" if name in each["kept"] else ""
            cells.append(f"{p50(each, name):.1f} ms, {filtered_ratio(each, name):.2f}{kept}")
        rows.append([f"{each['passages']:,}", *cells])
    return table(names, rows).replace("|  |", "| passages |", 1)


def goals_table(every: list[dict[str, Any]]) -> str:
    """Compare the sizes measured; the largest up to 100,000 stands for 100,000."""
    within = [each for each in every if each["size"] <= 100_000]
    least, most = within[0], within[-1]
    worst = max(filtered_ratio(most, name) for name in most["rounds"] if name != "unfiltered")
    rows = [
        [
            f"filtered / unfiltered at {most['size']:,}, the slowest filter",
            f"at most {_FILTERED_GOAL:g}",
            f"{worst:.2f}",
        ],
        [
            f"answer p50 at {most['size']:,} / at {least['size']:,}",
            f"at most {_GROWN_GOAL:g}",
            f"{p50(most) / p50(least):.2f}",
        ],
    ]
    return table(["goal", "found"], rows)


def draw(every: list[dict[str, Any]]) -> None:
    """Draw the picture with matplotlib, in its own environment."""
    points = [
        {
            "passages": each["passages"],
            "answer": p50(each),
            "filtered": max(p50(each, name) for name in each["rounds"] if name != "unfiltered"),
            "ingest": each["ingest_s"],
            "memory": each["memory_mb"],
            "disk": each["disk_mb"]["whole"],
        }
        for each in every
    ]
    _FIGURES.write_text(json.dumps(points), encoding="utf-8")
    python = ENVIRONMENTS / "plot" / "venv" / "bin" / "python"
    if not python.exists():
        print("No picture was drawn, because matplotlib is not installed. Run `make bench-peers`.")
        return
    target = _PICTURE if given("write") else CACHE / "scale" / "scale.svg"
    script = Path(__file__).with_name("plot.py")
    subprocess.run([str(python), str(script), str(_FIGURES), str(target)], check=True)


def main() -> int:
    if absent("Scale", FOLDER):
        return 0
    most = number("most", 100_000)
    every = [measure(size) for size in _SIZES if size <= most]
    told = (
        "MultiHop-RAG's articles repeated with other words; vectors of the originals, moved a little, so that "
        "ingestion is reading, splitting and writing, embedding apart; answers whole, alone, in one process"
    )
    show(
        "scale",
        "\n\n".join(
            [
                heading("Scale", told),
                sizes_table(every),
                "Answers with a filter: p50, and the median ratio to answers without one, round by round.",
                filters_table(every),
                goals_table(every),
            ]
        ),
    )
    draw(every)
    return 0


if __name__ == "__main__":
    sys.exit(main())
