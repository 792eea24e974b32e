"""The picture of the scale benchmark, as SVG. Runs in an environment with matplotlib, which the program does not need.

It has no background, and its colours are legible on a light and on a dark page.
"""

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter

_GREY = "#7d828a"
_BLUE, _ORANGE = "#2f81f7", "#d4711c"
_STYLE = {
    "svg.hashsalt": "scale",  # the same figures make the same file
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _GREY,
    "axes.edgecolor": _GREY,
    "axes.labelcolor": _GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": _GREY,
    "ytick.color": _GREY,
    "grid.color": _GREY,
    "grid.alpha": 0.25,
}
_PANELS = (
    ("Answer, p50", "milliseconds", (("without a filter", "answer"), ("slowest filter", "filtered"))),
    ("Ingestion, embedding apart", "seconds", (("", "ingest"),)),
    ("Memory after asking", "megabytes", (("", "memory"),)),
    ("Data folder", "megabytes", (("", "disk"),)),
)


def draw(points: list[dict[str, float]], target: Path) -> None:
    """Four panels over the number of passages, both axes logarithmic."""
    passages = [point["passages"] for point in points]
    with mpl.rc_context(_STYLE):
        figure, axes = plt.subplots(2, 2, figsize=(9, 6.2), layout="constrained")
        for panel, (title, unit, lines) in zip(axes.flat, _PANELS, strict=True):
            for (name, key), colour in zip(lines, (_BLUE, _ORANGE), strict=False):
                values = [point[key] for point in points]
                panel.plot(passages, values, marker="o", color=colour, label=name)
                for x, y in zip(passages, values, strict=True):
                    above = 7 if len(lines) == 1 or colour == _ORANGE else -14
                    panel.annotate(
                        f"{y:,.0f}",
                        (x, y),
                        xytext=(0, above),
                        textcoords="offset points",
                        ha="center",
                        color=colour,
                    )
            panel.set_xscale("log")
            panel.set_yscale("log")
            every = [point[key] for point in points for _, key in lines]
            panel.set_ylim(min(every) / 2.2, max(every) * 2.2)
            panel.set_xlim(min(passages) / 1.8, max(passages) * 1.8)
            panel.set_title(title, loc="left")
            panel.set_xlabel("passages in the library")
            panel.set_ylabel(unit)
            panel.grid(visible=True, which="major")
            for axis in (panel.xaxis, panel.yaxis):
                axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
                axis.set_minor_formatter(FuncFormatter(lambda *_: ""))
            if len(lines) > 1:
                panel.legend(frameon=False, labelcolor="linecolor", loc="upper left")
        figure.savefig(target, transparent=True, metadata={"Date": None, "Creator": None})
        plt.close(figure)


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
