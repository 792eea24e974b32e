"""Ten PDFs of different shapes, each with the paragraphs that it holds: columns, captions, footnotes, page breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harness.papers import Sheet, broken, pdf
from ingest.text.reading import Block

_MARK = re.compile(r"^(?:•|\d+)\s*")
_WIDE, _LEFT, _TOP, _FOOT = 595.0, 60.0, 780.0, 90.0  # points
_TEXT = (
    "The mill at Harle was built beside the upper weir in the dry summer of 1822, when the river could be led through "
    "a cutting for eleven weeks. Its wheel was of oak and larch, and it drove four pairs of stones until the flood of "
    "1866 carried away the sluice and most of the yard wall.",
    "For the next nine years nothing was ground at Harle. The parish sent its corn to the windmill on Cray Down, and "
    "the miller’s widow let the ground floor to a cooper, who paid her in barrels and in kind.",
    "In 1875 the brothers Tolland bought the lease. They put in a turbine, which was then new in the county, and a "
    "hoist that lifted sacks to the third floor without a man on the stair. Both can still be seen; the hoist works.",
    "The account books of these years are kept at the county archive. They show that the mill ground about six hundred "
    "tons of wheat in a good year, and that a third of it came by cart from farms more than ten miles away.",
    "Nobody has found a drawing of the building as it stood before the fire. What is known comes from a map of 1851, "
    "two letters and the memory of Ellen Tolland, who was interviewed in 1931 at the age of eighty-four.",
    "She remembered the smell of wet rope, the noise of the stones at night, and a white cat that slept in the hopper. "
    "She did not remember the fire, as she had been sent to her aunt in Ness for the winter.",
    "After the war the building stood empty. Boys climbed in through the loading door, and in 1954 the council had it "
    "boarded up. A plan to make flats of it came to nothing when the surveyor found that the beams had moved.",
    "The trust was founded in 1988 by nine people in a back room of the Plough. They had forty pounds and a promise. "
    "Within three years they owned the mill, the yard and the lower meadow, and owed the bank nothing.",
    "Today some four thousand visitors a year climb the stair. Most come in May and June, when the turbine runs on "
    "Sundays and flour is sold at the door; in winter the rooms are used by the school and by a choir.",
    "The roof will need new slates before 2030. The trust has set aside a quarter of the cost and hopes that the "
    "lottery fund will bear half, so that the rest can be raised in the valley itself.",
)  # fmt: skip
_HEADS = ("The first mill", "The brothers Tolland", "What is remembered", "The trust")
_NOTES = (
    "County archive, bundle 14, letters of the brothers Tolland to the river board, 1875 to 1879, folios 3 to 20.",
    "The map is of 1851; a copy of it hangs in the office, and another was given to the school.",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A PDF, and its paragraphs as a reader ought to give them: one block for each."""

    name: str
    content: bytes
    paragraphs: tuple[str, ...]


def shapes() -> tuple[Shape, ...]:
    """The ten, always the same."""
    return (
        _one_column(),
        _indented_first_lines(),
        _two_columns(),
        _newsletter(),
        _leaflet(),
        _numbered_with_footnotes(),
        _over_pages(),
        _block_quotation(),
        _bullets(),
        _ragged_letter(),
    )


def cut(shape: Shape, blocks: Sequence[Block]) -> list[str]:
    """The paragraphs of a shape that are no block of their own; a bullet or number before one may be left out."""
    whole = {" ".join(block.text.split()) for block in blocks}
    whole |= {_MARK.sub("", text) for text in whole}
    return [paragraph for paragraph in shape.paragraphs if paragraph not in whole]


def _one_column() -> Shape:
    sheet = Sheet()
    sheet.put(_LEFT, _TOP, "A history of Harle mill", 18, bold=True)
    sheet.column(_LEFT, _TOP - 40, 470, _TEXT, 11)
    return Shape("one column", pdf([sheet]), _TEXT)


def _indented_first_lines() -> Shape:
    """No room between paragraphs: the first line of each is set in."""
    sheet, y = Sheet(), _TOP
    for paragraph in _TEXT:
        for number, line in enumerate(broken(paragraph, 440, 11, indent=16)):
            sheet.put(_LEFT if number else _LEFT + 16, y, line, 11)
            y -= 13.5
    return Shape("first lines set in", pdf([sheet]), _TEXT)


def _two_columns() -> Shape:
    sheet = Sheet()
    sheet.put(_LEFT, _TOP, "Harle mill: two hundred years beside the upper weir", 17, bold=True)
    sheet.column(_LEFT, _TOP - 40, 225, _TEXT[:5], 10)
    sheet.column(_LEFT + 250, _TOP - 40, 225, _TEXT[5:], 10)
    return Shape("two columns below a title", pdf([sheet]), _TEXT)


def _newsletter() -> Shape:
    """Two columns with a pull quote in the one and a picture with its caption in the other."""
    sheet = Sheet()
    sheet.put(_LEFT, _TOP, "THE WEIR", 30, bold=True)
    sheet.put(_LEFT, _TOP - 22, "News of the Harle Mill Trust, spring 2019", 10)
    y = sheet.column(_LEFT, _TOP - 60, 225, _TEXT[:3], 10) - 12
    for line in ("“A white cat that slept", "in the hopper”"):
        sheet.put(_LEFT + 12, y, line, 16, bold=True)
        y -= 20
    sheet.column(_LEFT, y - 14, 225, _TEXT[3:5], 10)
    right = _LEFT + 250
    sheet.drawn.append(f"0.8 g {right} {_TOP - 190} 225 130 re f 0 g")
    sheet.put(right, _TOP - 204, "The hoist on the third floor, still at work. Photo: J. Orr", 8)
    sheet.column(right, _TOP - 232, 225, _TEXT[5:9], 10)
    return Shape("newsletter with a pull quote and a caption", pdf([sheet]), _TEXT[:9])


def _leaflet() -> Shape:
    """Three columns on a sheet laid on its side, each with headings."""
    sheet = Sheet(842, 595)
    for column, start in enumerate((0, 3, 6)):
        x, y = 36 + 264 * column, 540.0
        sheet.put(x, y, _HEADS[column], 13, bold=True)
        sheet.column(x, y - 24, 230, _TEXT[start : start + 3], 9.5)
    return Shape("leaflet of three columns", pdf([sheet]), _TEXT[:9])


def _numbered_with_footnotes() -> Shape:
    """A report: numbered paragraphs that run on over the page, notes at its foot, a running head and page numbers."""
    told = [f"{number}. {paragraph}" for number, paragraph in enumerate(_TEXT * 2, 1)]
    sheets = _flowing(told, hanging=24, notes=_NOTES)
    return Shape("numbered paragraphs over pages, with footnotes", pdf(sheets), (*told, *_NOTES))


def _over_pages() -> Shape:
    return Shape("paragraphs over pages", pdf(_flowing(_TEXT * 3)), _TEXT * 3)


def _block_quotation() -> Shape:
    sheet = Sheet()
    y = sheet.column(_LEFT, _TOP, 470, _TEXT[:3], 11)
    y = sheet.column(_LEFT + 40, y, 390, _TEXT[3:5], 10)
    sheet.column(_LEFT, y, 470, _TEXT[5:8], 11)
    return Shape("block quotation set in", pdf([sheet]), _TEXT[:8])


def _bullets() -> Shape:
    sheet, y = Sheet(), _TOP
    for paragraph in _TEXT:
        sheet.put(_LEFT, y, "•", 11)
        for line in broken(paragraph, 430, 11):
            sheet.put(_LEFT + 18, y, line, 11)
            y -= 13.2
        y -= 4
    return Shape("bullets", pdf([sheet]), _TEXT)


def _ragged_letter() -> Shape:
    """A letter whose lines are broken at another width in every paragraph."""
    sheet, y = Sheet(), 640.0
    for number, line in enumerate(("Harle Mill Trust", "Weir Lane, Harle", "3 May 2019")):
        sheet.put(_LEFT + 330, _TOP - 14 * number, line, 11)
    for number, paragraph in enumerate(_TEXT[:7]):
        y = sheet.column(_LEFT, y, (470, 400, 440)[number % 3], [paragraph], 11)
    return Shape("ragged letter", pdf([sheet]), _TEXT[:7])


def _flowing(paragraphs: Sequence[str], hanging: float = 0, notes: Sequence[str] = ()) -> list[Sheet]:
    """Paragraphs that continue on the next page where a page is full; `notes` stand at the foot of the first."""
    sheets: list[Sheet] = []
    y = 0.0
    for paragraph in paragraphs:
        for number, line in enumerate(broken(paragraph, 470 - hanging, 11)):
            foot = _FOOT + (60 if notes and len(sheets) == 1 else 0)
            if not sheets or y < foot:
                sheets.append(_headed(len(sheets) + 1))
                y = _TOP - 30
            sheets[-1].put(_LEFT + (hanging if number else 0), y, line, 11)
            y -= 13.5
        y -= 9
    for number, note in enumerate(notes, 1):
        sheets[0].put(_LEFT, 110 - 22 * number, f"{number}", 5)
        sheets[0].column(_LEFT + 6, 106 - 22 * number, 440, [note], 8)
    return sheets


def _headed(number: int) -> Sheet:
    sheet = Sheet()
    sheet.put(_LEFT, 815, "Harle Mill Trust: report of the committee", 8)
    sheet.put(_LEFT + 460, 40, str(number), 8)
    return sheet
