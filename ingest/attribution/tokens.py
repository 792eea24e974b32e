"""Tokens of a sentence; a quotation is one token, however long it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.text.capitalisation import Capitalisation, folded, has_capital, is_name


@dataclass(frozen=True, slots=True)
class SentenceToken:
    """`text[start:end]` of the document: a word, a punctuation mark, or the whole of quotation number `quote`.

    `lower` is case-folded, with typographic apostrophes. `capital`: a word with a capital letter in it. `name`: a
    word of a proper name. `links`: a small word inside one that begins with an ordinary word ("Clear the Air").
    """

    text: str
    start: int
    end: int
    quote: int | None
    word: bool
    lower: str
    capital: bool
    name: bool = False
    links: bool = False


def token(text: str, start: int, quote: int | None = None) -> SentenceToken:
    """The token `text` that begins at offset `start`; `quote` is its number if it is a quotation."""
    word = quote is None and (text[0].isalnum() or text[0] == "@")
    return SentenceToken(
        text, start, start + len(text), quote, word, folded(text), word and has_capital(text)
    )


def with_names(tokens: Sequence[SentenceToken], written: Capitalisation) -> tuple[SentenceToken, ...]:
    """The tokens of one sentence with `name` set."""
    texts = ["", *(each.text if each.quote is None else "“" for each in tokens), ""]
    named = [
        replace(each, name=True)
        if each.capital and is_name(texts[at], each.text, texts[at + 2], opens_sentence(tokens, at), written)
        else each
        for at, each in enumerate(tokens)
    ]
    for at in range(1, len(named) - 1) if written.joined else ():
        first, small, last = named[at - 1 : at + 2]
        if first.capital and last.capital and (first.lower, small.lower, bare(last)) in written.joined:
            named[at - 1 : at + 1] = replace(first, name=True), replace(small, links=True)
    return tuple(named)


def is_possessive(each: SentenceToken) -> bool:
    """Whether the token ends in a possessive s."""
    return each.lower.endswith(("’s", "s’"))


def bare(each: SentenceToken) -> str:
    """The token case-folded, without a possessive s."""
    return each.lower[: bare_end(each) - each.start]


def bare_end(each: SentenceToken) -> int:
    """Where the token ends without a possessive s."""
    return each.end - (0 if not is_possessive(each) else 2 if each.lower.endswith("’s") else 1)


def opens_sentence(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a token may have its capital letter because a sentence begins with it."""
    if at == 0 or (at == 1 and not tokens[0].word):
        return True
    return tokens[at - 1].text in ".!?:;" or tokens[at - 1].quote is not None
