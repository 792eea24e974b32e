"""The documents that the page is tested over, beside those of the invented affair."""

from pathlib import Path

from papers import Sheet, pdf

# Ten reports alike in everything but the thing that each is about; only the seventh tells of larch.
_TREES = ("oak", "beech", "alder", "maple", "birch", "hazel", "larch", "rowan", "aspen", "willow")
SEVENTH = "The larch was planted by Honoria Vexley in the spring of 1911."
ACROSS = (
    "The lighthouse at Carrow Head was electrified in 1936 after a long quarrel between the harbour "
    "trustees and the keepers about who should pay for the cable across the causeway."
)


def write_ten(folder: Path) -> list[Path]:
    """Ten documents; the seventh holds SEVENTH, after an emoji that JavaScript counts as two."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, tree in enumerate(_TREES, 1):
        title = f"The {tree} of Wendle park"
        deed = SEVENTH if tree == "larch" else f"The {tree} stands behind the chapel and is in good health."
        paragraphs = [
            f"# {title} 🌳",
            "The keepers of Wendle park 🌳 keep a book of every tree.",
            *(f"Section {section} of the book describes paths, gates and benches." for section in range(30)),
            deed,
            *(f"Appendix {section} lists the ponds and bridges." for section in range(30)),
        ]
        known = f"title: {title}\npublisher: Wendle Gazette\ndate: 2012-03-{number:02}\nkind: article"
        text = f"---\n{known}\n---\n\n" + "\n\n".join(paragraphs)
        (folder / f"{number:02}-{tree}.md").write_text(text, encoding="utf-8")
    return [folder]


def write_pdf(folder: Path) -> Path:
    """A PDF of three pages in which the sentence ACROSS begins on the second and ends on the third."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ACROSS.split()
    half = len(words) // 2
    first, second, third = Sheet(), Sheet(), Sheet()
    first.column(
        72, 760, 440, ["This history was written for the parish of Carrow.", "It tells of boats and bells."]
    )
    second.column(72, 760, 440, ["The keepers lived in two cottages below the tower."])
    second.column(72, 90, 440, [" ".join(words[:half])])
    third.column(72, 760, 440, [" ".join(words[half:]), "The bell was sold in 1950."])
    path = folder / "carrow.pdf"
    path.write_bytes(pdf([first, second, third], {"Title": "Carrow Head: a history"}))
    (folder / "carrow.pdf.meta.yaml").write_text(
        "publisher: Parish of Carrow\ndate: 1961\nkind: report\n", encoding="utf-8"
    )
    return folder
