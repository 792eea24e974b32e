"""A unit as the parser reads it: the tree over its words, and the phrases in which it mentions somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.attribution.noun_groups import (
    SpeakerMention,
    first_token,
    is_full_name,
    noun_group,
    pronoun,
)
from ingest.attribution.phrases import phrase_before
from ingest.attribution.syntax import Tree, parsed
from ingest.attribution.tokens import SentenceToken
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import OBJECTS, OWN_VOICE, PRONOUNS
from rag.text.tokens import pieces

_ENDING = re.compile(r"(?i)(?<=\w)(n't|'(?:s|ll|re|ve|d|m)|(?<=s)')$")
_PART = re.compile(r"[^\W_]+(?:[.,:/]\d+)*|[-.]|[^\w\s]|_")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})  # as the parser learned them
_SENTENCE_END = re.compile(r"[.!?]\s+")
_INSIDE = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod", "case", "punct")
)
_CALLED = frozenset({"called", "named"})
_NOBODY = words("function_words", "addressee")
_TIES = frozenset({"of", "for", "at", "from"})  # «a professor of law at Leeds»
_KEPT = 64  # units


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """A unit's `tokens`, the `words` that the parser sees, `of` which token each is, and the words below each."""

    tokens: Sequence[SentenceToken]
    words: Sequence[str]
    of: Sequence[int]
    tree: Tree
    below: Sequence[Sequence[int]]

    def word(self, token: int) -> int | None:
        """The first word of a token."""
        return next((at for at, own in enumerate(self.of) if own == token), None)

    def token(self, word: int) -> SentenceToken:
        return self.tokens[self.of[word]]

    def root(self) -> int | None:
        """The main verb."""
        return next((at for at, head in enumerate(self.tree.heads) if head == at), None)

    def related(self, word: int, *relations: str) -> Iterator[int]:
        """The words directly below one in these relations."""
        return (at for at in self.below[word] if self.tree.relations[at] in relations)

    def has(self, word: int, *relations: str) -> bool:
        """Whether a word stands directly below one in these relations."""
        return next(self.related(word, *relations), None) is not None

    def under(self, word: int) -> Iterator[int]:
        """A word and all below it."""
        yield word
        for at in self.below[word]:
            yield from self.under(at)

    def mention(self, noun: int) -> SpeakerMention | None:
        """Whom the phrase around a noun mentions, by name where one stands beside it; None for the reader."""
        token = self.token(noun)
        if token.quote is not None or token.lower in _NOBODY:
            return None
        word = OBJECTS.get(token.lower, token.lower)
        if word in PRONOUNS or word in OWN_VOICE:
            found = pronoun(token, word)
            return replace(found, form="own") if word in OWN_VOICE else found
        mention = noun_group(self.tokens, *self._bounds(noun))
        if mention is not None and mention.form != "described":
            return mention
        return self.name_beside(noun) or mention

    def name_beside(self, noun: int) -> SpeakerMention | None:
        """The name beside a noun: «the supplier, Acme, says», «a woman called Jo Hill says»."""
        called = (
            under
            for at in self.related(noun, "acl")
            if self.words[at].lower() in _CALLED
            for under in self.related(at, "oprd", "dobj", "attr")
        )
        for at in (*self.related(noun, "appos"), *called):
            named = noun_group(self.tokens, *self._bounds(at)) if self.token(at).name else None
            if named is not None and named.form == "name":
                return named
        return None

    def _bounds(self, noun: int) -> tuple[int, int]:
        """The tokens of the noun's phrase, without what stands beside it between commas."""
        before = (min(self.under(at)) for at in self.related(noun, *_INSIDE) if at < noun)
        left, right = min(before, default=noun), noun
        for at in self.related(noun, "case", "prep"):
            if at < noun or (self.tree.relations[at] == "prep" and self.words[at].lower() not in _TIES):
                continue
            inside = list(self.under(at))
            if min(inside) == right + 1 and not any(self.words[each] == "," for each in inside):
                right = max(inside)
        return self.of[left], self.of[right] + 1


@lru_cache(maxsize=_KEPT)
def read_unit(tokens: tuple[SentenceToken, ...]) -> ReadUnit | None:
    """The tokens of a unit with their tree; None where it is too long or empty."""
    parts = [(number, word) for number, each in enumerate(tokens) for word in _parts(each, not number)]
    seen = tuple(word for _, word in parts)
    tree = parsed(seen)
    if tree is None:
        return None
    below: list[list[int]] = [[] for _ in seen]
    for at, head in enumerate(tree.heads):
        if head != at:
            below[head].append(at)
    return ReadUnit(tokens, seen, [number for number, _ in parts], tree, below)


def _parts(token: SentenceToken, first: bool) -> Iterator[str]:
    """A token as the parser divides words: endings apart, hyphens apart; of a quotation one sentence."""
    text = token.text.translate(_STRAIGHT)
    if token.quote is None:
        yield from _divided(text)
        return
    # Of several sentences the one beside the words that say whose they are.
    sentences = _SENTENCE_END.split(text)
    inner = sentences[-1] if first else sentences[0]
    if inner[:1] not in "\"'«":
        yield '"'
    for start, end in pieces(inner, 0, len(inner)):
        yield from _divided(inner[start:end])
    if inner[-1:] not in "\"'»":
        yield '"'


def _divided(word: str) -> Iterator[str]:
    ending = _ENDING.search(word)
    stem = word[: ending.start()] if ending is not None else word
    if stem.isalnum() or "." in stem:
        yield stem
    else:
        yield from _PART.findall(stem)
    if ending is not None:
        yield ending[0]


def named_before(tokens: Sequence[SentenceToken], mention: SpeakerMention | None) -> SpeakerMention | None:
    """The full name that a subject only describes: «Jo Hill, a baker who gave it 98 points, stands by them»."""
    if mention is None or mention.form != "described" or mention.definite:
        return mention
    first = first_token(tokens, mention)
    before = phrase_before(tokens, first - 2) if first > 1 and tokens[first - 1].text == "," else None
    if before is None or not before.person or not is_full_name(tokens, before):
        return mention
    return before if first_token(tokens, before) <= 1 else mention


def met(unit: ReadUnit, verb: int, subject: int) -> SpeakerMention | None:
    """Whom the subject is said to be, or whom the writer met: «The man was a Mr Hill», «I spoke to Ann Lee»."""
    own = unit.token(subject).lower in OWN_VOICE
    wanted = ("dobj", "dative", "pobj") if own else ("attr",)
    tied = (at for each in unit.related(verb, "prep") for at in unit.related(each, *wanted))
    for at in (*unit.related(verb, *wanted), *tied):
        found = unit.mention(at)
        if found is not None and found.form == "name" and found.person:
            return found
    return None
