"""The documents that the page is tested over, beside those of the invented affair."""

from pathlib import Path

from harness.papers import Sheet, pdf

# Ten reports alike in everything but the thing that each is about; only the seventh tells of larch.
_TREES = ("oak", "beech", "alder", "maple", "birch", "hazel", "larch", "rowan", "aspen", "willow")
SEVENTH = "The larch was planted by Honoria Vexley in the spring of 1911."
ACROSS = (
    "The lighthouse at Carrow Head was electrified in 1936 after a long quarrel between the harbour "
    "trustees and the keepers about who should pay for the cable across the causeway."
)


_KEEPERS = (
    "The keepers lived in two cottages below the tower, one for the principal and one for his assistants.",
    "Each family had a garden behind a wall of turf, a share in one cow and the right to cut peat on the moor. In a "
    "wet summer the peat would not dry, and coal had to be fetched from the harbour by cart.",
    "Oil for the lamp came twice a year by sea. It was landed in casks on the beach at Sandvoe, rolled up the slip and "
    "kept in a cellar under the stair, where the temperature hardly changed between winter and summer.",
    "The log of the light was written up at every change of watch. It gives the weather, the state of the sea and the "
    "ships that passed, and now and then a birth, a death or a lost hat.",
    "School was held in the wash house until 1902. The teacher walked out from the village on Mondays and went home "
    "on Fridays, and was paid by the parish in money and by the keepers in fish.",
    "In the gale of January 1927 the sea broke eleven panes of the lantern. The keepers hung blankets in their place "
    "and kept the lamp burning through the night, for which they had a letter of thanks and no money.",
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
    second.column(72, 340, 440, _KEEPERS)
    second.column(72, 90, 440, [" ".join(words[:half])])
    third.column(72, 760, 440, [" ".join(words[half:]), "The bell was sold in 1950."])
    path = folder / "carrow.pdf"
    path.write_bytes(pdf([first, second, third], {"Title": "Carrow Head: a history"}))
    (folder / "carrow.pdf.meta.yaml").write_text(
        "publisher: Parish of Carrow\ndate: 1961\nkind: report\n", encoding="utf-8"
    )
    return folder
