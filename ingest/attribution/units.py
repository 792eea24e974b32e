"""A paragraph as units: sentences in which each quotation, however many sentences it holds, is one token."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.attribution.marks import Quoted
from ingest.attribution.verbs import SAYING

_VEILS = "\ue000\ue001"  # what quotations are replaced by in turn, character for character
_LONGEST = 300  # tokens of a unit; a text without stops is cut there
_TOKEN = re.compile(
    rf"{_VEILS[0]}+|{_VEILS[1]}+"
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Prof|Rev|Sgt|Lt|Gen|Col|Capt|Jr|Sr|Inc|Corp|Ltd|Co|Hon|vs|No|[A-Z])\.(?=\s)"
    r"|@?\w+(?:[’'&.@-]\w+)*[’']?"
    r"|[^\w\s]"
)
_END = re.compile(r"[.!?…][)\]]*(?=\s+[^\sa-z])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Prof|Rev|Sgt|Lt|Gen|Col|Capt|Hon|vs|No|[A-Z])|\b(?:[A-Z]\.)+[A-Z])\.$|\b[A-Z]!$"
)
_CALLING = (
    "asked|asks|added|adds|wrote|writes|cried|shouted|shared|exclaimed|replied|recalled|recalls|continued|tweeted|"
    "posted|responded|yelled|screamed|laughed|penned|captioned"
)
_SPEAKING = re.compile(
    rf"\s+(?:[A-Z][\w’'.-]*\s+){{1,4}}(?:{'|'.join(sorted(SAYING))}|{_CALLING})\b"
    rf"(?!\s*:)[^{_VEILS}:]{{0,60}}"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `quote` is the number of the quotation that it stands for, `capital` a capital in it."""

    text: str
    start: int
    end: int
    quote: int | None
    word: bool
    lower: str
    capital: bool


def _token(text: str, start: int, end: int, quote: int | None = None) -> Token:
    word = quote is None and (text[0].isalnum() or text[0] == "@")
    lower = text.casefold().replace("'", "’")
    return Token(text, start, end, quote, word, lower, word and text != text.lower())


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of a paragraph; `tokens` cover `text[start:end]` of the document."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    quotes: tuple[int, ...]

    @property
    def bare(self) -> bool:
        """Whether it is quotation alone."""
        return bool(self.quotes) and sum(token.word for token in self.tokens) <= 1


def units(
    text: str, paragraph: tuple[int, int], number: int, quotes: Sequence[tuple[int, Quoted]]
) -> list[Unit]:
    """The units of one paragraph; `quotes` are those in it, each with its number in the document."""
    start, end = paragraph
    veiled = _veiled(text, start, end, [quote for _, quote in quotes])
    found = []
    numbers = {quote.start: each for each, quote in quotes}
    for left, right in _sentences(veiled):
        every = _tokens(text, veiled, start, left, right, numbers)
        for at in range(0, len(every), _LONGEST):
            tokens = tuple(every[at : at + _LONGEST])
            held = tuple(token.quote for token in tokens if token.quote is not None)
            opens = start + left if at == 0 else tokens[0].start
            closes = start + right if at + _LONGEST >= len(every) else tokens[-1].end
            found.append(Unit(opens, closes, number, tokens, held))
    return found


def _veiled(text: str, start: int, end: int, quotes: Sequence[Quoted]) -> str:
    parts = []
    at = start
    for turn, quote in enumerate(quotes):
        parts.append(text[at : quote.start])
        inner = text[quote.start : quote.end].rstrip("“”\"„«»’'‘ ")
        # The stop inside the closing mark ends the sentence outside it.
        stop = inner[-1:] if inner[-1:] in ".,!?…" else ""
        parts.append(_VEILS[turn % 2] * (quote.end - quote.start - len(stop)) + stop)
        at = quote.end
    parts.append(text[at:end])
    return "".join(parts)


def _sentences(veiled: str) -> list[tuple[int, int]]:
    found = []
    left = 0
    for match in _END.finditer(veiled):
        at = match.end()
        if match.group() != "\n":
            if _ABBREVIATED.search(veiled, max(left, at - 12), at):
                continue
            quoted = veiled[match.start() - 1 : match.start()] in tuple(_VEILS)
            if quoted and match.group()[0] in "!?" and _SPEAKING.match(veiled, at):
                continue
        if veiled[left:at].strip():
            found.append((left, at))
        left = at
    if veiled[left:].strip():
        found.append((left, len(veiled)))
    return found


def _tokens(
    text: str, veiled: str, base: int, left: int, right: int, numbers: Mapping[int, int]
) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(veiled, left, right):
        start, end = base + match.start(), base + match.end()
        if match.group()[0] in _VEILS:
            if start in numbers:
                found.append(_token(text[start:end], start, end, numbers[start]))
        else:
            found.append(_token(match.group(), start, end))
    return found
