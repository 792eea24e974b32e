"""A document parsed once for attribution: its paragraphs, quotations, dialogue turns and sentences as tokens.

`parse` makes the one frozen value that every later step reads. A *unit* is a sentence in which each quotation,
however many sentences it holds, is a single token.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.attribution.dialogue.minutes import Minutes, minutes_of
from ingest.attribution.dialogue.turns import DialogueTurn, dialogue_turns, may_speak
from ingest.attribution.tokens import SentenceToken, token, with_names
from ingest.metadata.speaker_lines import speakers_named
from ingest.text.signatures import opens_letter
from rag.text.capitalisation import Capitalisation, capitalisation
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import INTRODUCING
from rag.text.quotations.spans import quotation_spans
from rag.text.quotations.wording import Quotation
from rag.text.sentences import spans
from rag.text.tokens import pieces
from rag.types import Metadata, Sentence

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SILENT_ROLES = frozenset({"heading", "furniture", "row"})
_REFERENCE_HEADINGS = words("reference_headings")
_CITING = words("citation_words")
_LETTERHEAD = 20  # sentences and headings
# «5.6 The trust …», «(b) The trust …», «R4. The trust …»
_MARKER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}[.)]|\([a-z\d]{1,4}\)|[a-z][.)]|[A-Z]{1,2}\d{1,3}[.)])\s+"
)
_OPTION = re.compile(r"\(?[A-Z][.)]\s+")  # «D. Leave it shut» as an item
_WORD = re.compile(r"\w+")
# A title is a sentence of its own, and the full stop stands outside its marks.
_QUOTED_TITLE = re.compile(r"(?:^|[.)]\s+)[“\"‘'][^“”\"]{2,200}[^.,!?…“”\"][”\"’']\.(?:\s|$)")
_YEAR_IN_BRACKETS = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)")
_MASKS = "\ue000\ue001"  # alternately replace quotations, character for character
_LONGEST = 300  # tokens of a unit; a text without full stops is cut there
_SPEAKER_BEHIND = re.compile(
    rf"\s+(?:[A-Z][\w’'.-]*\s+){{1,4}}(?:{'|'.join(sorted(INTRODUCING))})\b"
    rf"(?!\s*:)[^{_MASKS}:]{{0,60}}"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of a paragraph; `tokens` cover `text[start:end]`, `quotes` are the numbers of its quotations."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[SentenceToken, ...]
    quotes: tuple[int, ...]

    @property
    def is_bare(self) -> bool:
        """Whether it is quotation alone."""
        return bool(self.quotes) and sum(each.word for each in self.tokens) <= 1


@dataclass(frozen=True, slots=True)
class ParsedText:
    """Everything that attribution reads of a document.

    Paragraphs are spans of `text`, without headings, table rows and furniture; `turns` are by paragraph number.
    `set_apart` are the paragraphs that the document sets as quotations, without quotation marks.
    `bylines` are the document's author and publisher, folded. `is_summary`: it only tells what others say and think.
    `minutes`: it does so of a meeting.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    quotations: tuple[Quotation, ...]
    turns: Mapping[int, DialogueTurn]
    units: tuple[Unit, ...]
    set_apart: frozenset[int]
    bylines: frozenset[str]
    is_summary: bool
    minutes: Minutes | None
    title: str = ""

    @property
    def is_minutes(self) -> bool:
        """Whether it only tells what others said at a meeting."""
        return self.minutes is not None


def parse(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> ParsedText:
    """The parsed document; the roles of `sentences` say which paragraphs are body text."""
    paragraphs = tuple(_body(text, sentences))
    quotations = quotation_spans(text, paragraphs)
    in_paragraphs: dict[int, list[int]] = {}
    for number, quotation in enumerate(quotations):
        in_paragraphs.setdefault(quotation.paragraph, []).append(number)
    written = capitalisation(text)
    items = frozenset(each.start for each in sentences if each.role == "item")
    units = tuple(
        unit
        for number, span in enumerate(_told(text, each, items) for each in paragraphs)
        for unit in _units(text, span, number, quotations, in_paragraphs.get(number, ()), written)
    )
    return ParsedText(
        text,
        paragraphs,
        quotations,
        dialogue_turns(
            text,
            paragraphs,
            opens_letter(
                text[each.start : each.end] for each in sentences[:_LETTERHEAD] if each.role == "furniture"
            ),
        ),
        units,
        _set_apart(paragraphs, sentences),
        frozenset(
            bare_name(name.strip())
            for names in (metadata.author, metadata.publisher)
            for name in (names or "").split(";")
            if name
        ),
        metadata.text_type == "summary",
        minutes_of(text, paragraphs, sentences),
        metadata.title or "",
    )


def _set_apart(paragraphs: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> frozenset[int]:
    starts = {each.start for each in sentences if each.manner == "direct" and each.speaker is None}
    return frozenset(number for number, (start, _) in enumerate(paragraphs) if start in starts)


def bare_name(name: str) -> str:
    """A name case-folded and without its article."""
    return name.casefold().removeprefix("the ")


def _body(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The paragraphs that may hold speech: no headings, table rows, furniture or bibliographic references.

    Headings that ask something or name a speaker are among them: a dialogue may be set so.
    """
    silent = {each.start: each for each in sentences if each.role in _SILENT_ROLES}
    headings = [(each.start, each.end) for each in silent.values() if each.role == "heading"]
    known = speakers_named(text, headings)
    in_references = False
    for start, end in _paragraphs(text):
        sentence = silent.get(start)
        if sentence is not None and sentence.end >= end:
            if sentence.role == "heading":
                in_references = text[start:end].strip("# .:").casefold() in _REFERENCE_HEADINGS
                if may_speak(text, start, end, known):
                    yield start, end
        elif not in_references and not _is_reference(text[start:end]):
            yield start, end


def _is_reference(paragraph: str) -> bool:
    """Whether a paragraph is an entry of a bibliography, by two of: a quoted title, a year, a word of citing."""
    has_title = _QUOTED_TITLE.search(paragraph) is not None
    has_year = _YEAR_IN_BRACKETS.search(paragraph) is not None
    if has_title and has_year:
        return True
    found = (word.casefold() for word in _WORD.findall(paragraph))
    return (has_title or has_year) and not _CITING.isdisjoint(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The spans between blank lines, without the white space around them."""
    cuts = [(0, 0), *(match.span() for match in _BLANK_LINE.finditer(text)), (len(text), len(text))]
    for (_, left), (right, _) in pairwise(cuts):
        piece = text[left:right]
        if piece.strip():
            start = left + len(piece) - len(piece.lstrip())
            yield start, start + len(piece.strip())


def _units(
    text: str,
    paragraph: tuple[int, int],
    number: int,
    quotations: Sequence[Quotation],
    held: Sequence[int],
    written: Capitalisation,
) -> Iterator[Unit]:
    """The units of one paragraph, which holds the quotations numbered `held`."""
    start, end = paragraph
    masked = _masked(text, start, end, [quotations[each] for each in held])
    numbers = {quotations[each].start: each for each in held}
    for left, right in _sentences(masked):
        every = _tokens(text, masked, start, left, right, numbers)
        for at in range(0, len(every), _LONGEST):
            tokens = with_names(every[at : at + _LONGEST], written)
            quotes = tuple(each.quote for each in tokens if each.quote is not None)
            opens = start + left if at == 0 else tokens[0].start
            closes = start + right if at + _LONGEST >= len(every) else tokens[-1].end
            yield Unit(opens, closes, number, tokens, quotes)


def _told(text: str, paragraph: tuple[int, int], items: frozenset[int]) -> tuple[int, int]:
    """The paragraph without the number that it begins with, which is no part of its first name."""
    start, end = paragraph
    match = _MARKER.match(text, start, end) or (_OPTION.match(text, start, end) if start in items else None)
    return (match.end(), end) if match is not None and match.end() < end else paragraph


def _masked(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> str:
    """`text[start:end]` with each quotation masked, at unchanged offsets."""
    parts = []
    at = start
    for turn, quotation in enumerate(quotations):
        parts.append(text[at : quotation.start])
        inner = text[quotation.start : quotation.end].rstrip("“”\"„«»’'‘ ")
        # The full stop inside the closing mark ends the sentence outside it.
        stop = inner[-1:] if inner[-1:] in ".,!?…" else ""
        parts.append(_MASKS[turn % 2] * (quotation.end - quotation.start - len(stop)) + stop)
        at = quotation.end
    parts.append(text[at:end])
    return "".join(parts)


def _sentences(masked: str) -> list[tuple[int, int]]:
    """The sentences of a masked paragraph; none goes beyond its line."""
    found: list[tuple[int, int]] = []
    left = 0
    for line in masked.splitlines(keepends=True):
        for start, end in spans(masked, left, left + len(line)):
            if found and found[-1][0] >= left and _goes_on(masked, found[-1][1]):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        left += len(line)
    return found


def _goes_on(masked: str, end: int) -> bool:
    """Whether what stands behind a quotation's "!" or "?" says whose it is."""
    asked = masked[end - 1 : end] in "!?" and masked[end - 2 : end - 1] in tuple(_MASKS)
    return asked and _SPEAKER_BEHIND.match(masked, end) is not None


def _tokens(
    text: str, masked: str, base: int, left: int, right: int, numbers: Mapping[int, int]
) -> list[SentenceToken]:
    """The tokens of `masked[left:right]`, which lies at `base` in `text`; quotations' numbers are by their start."""
    found = []
    for begin, stop in pieces(masked, left, right):
        start, end = base + begin, base + stop
        if masked[begin] in _MASKS:
            if start in numbers:
                found.append(token(text[start:end], start, numbers[start]))
        else:
            found.append(token(masked[begin:stop], start))
    return found
