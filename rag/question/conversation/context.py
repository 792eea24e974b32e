"""What a follow-up leans on: the question before it, and the party that "he" or "the other side" refers to.

The asker's own words are never rewritten. The earlier question is handed on as context, and whether it is used is
decided where sentences are judged: it is where it raises the score of the best one. A correction ("no, I meant …")
always leans on it, and a question on another subject never does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rag.parties.parties import Parties, Party
from rag.question.analysis import AUXILIARIES, actor
from rag.question.conversation.follow_up import is_fragment, leans
from rag.question.courtesies import bare
from rag.text.leaning import ends_leaning
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import PRONOUN_OF_NAME
from rag.types import Turn

_SIGNS = r"[\s,.:;!?–-]*"
_SUBJECTS = lexicon.words("follow_ups", "person") & lexicon.words("stop_words", "pronoun", "subject")
_SUBJECT = re.compile(rf"\b(?:{AUXILIARIES})\s+({lexicon.alternatives(_SUBJECTS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """`text` is the question without what only links it to the one before. `earlier` is that question, "" at the start
    of a conversation and where the subject changes; `corrects` tells that this one puts it right. Where the earlier one
    points back too, `before` is the last that did not.

    `party` is who a pronoun refers to, if anyone; `asks_reply` tells that the answer of somebody named before is asked
    for, and `besides` that others than they are asked about.
    """

    text: str
    earlier: str = ""
    before: str = ""
    corrects: bool = False
    party: Party | None = None
    asks_reply: bool = False
    besides: bool = False

    @property
    def leans(self) -> bool:
        """Whether it is known that the question leans on the earlier one."""
        return self.corrects or self.asks_reply or self.party is not None or is_fragment(self.text)

    @property
    def left_out(self) -> frozenset[str]:
        """The speakers besides whom others are asked for."""
        return self.party.speakers if self.party and self.besides else frozenset()

    @property
    def heard(self) -> Party | None:
        """The party whose words are asked for by a pronoun: of "which party was he in?" nobody's are."""
        asks_words = self.asks_reply or actor(self.text) is not None
        return self.party if asks_words and not self.besides else None


def context(question: str, turns: Sequence[Turn], parties: Parties) -> Context:
    """What the question may lean on, from the turns before it, oldest first."""
    text = bare(question)
    if not turns:
        return Context(text)
    if (rest := _behind("topic", text)) is not None:
        return Context(bare(rest))
    rest = _behind("correction", text)
    return Context(
        rest or text,
        bare(turns[-1].question),
        _before(turns),
        rest is not None,
        _referred_to(text, turns, parties),
        _says("reply", text) and (ends_leaning(text) or not parties.named(text)),
        _says("besides", text),
    )


def _before(turns: Sequence[Turn]) -> str:
    """The question that the last one leans on, however many lie between that lean on it as well; "" for none."""
    for number, turn in enumerate(reversed(turns)):
        question = bare(turn.question)
        rest = _behind("topic", question)
        if rest is not None or not (leans(question) or _behind("correction", question)):
            return (rest or question) if number else ""
    return ""


def _referred_to(question: str, turns: Sequence[Turn], parties: Parties) -> Party | None:
    """The party of "the other side", "he" or "they" in a question that names no party itself, and of what others are
    asked for; in "what did he call the council" he who is none of those named."""
    if named := parties.named(question):
        subject = _SUBJECT.search(question)
        return _person_before(subject[1].casefold(), named, turns, parties) if subject else None
    last = _last_party(turns, parties)
    if last is None:
        return None
    said_it = last in parties.named(actor(turns[-1].question) or "")
    if _says("other_side", question) or (_says("reply", question) and said_it):
        return parties.other(last)
    return last if _says("person", question) or _says("besides", question) else None


def _person_before(
    pronoun: str, besides: Sequence[Party], turns: Sequence[Turn], parties: Parties
) -> Party | None:
    """The party last named that the pronoun may stand for, and that is none of these."""
    last = _last_party(turns, parties)
    if last is None or last in besides:
        return None
    own = PRONOUN_OF_NAME.get(last.name.split()[0].casefold(), pronoun)
    return last if own == pronoun or pronoun not in PRONOUN_OF_NAME.values() else None


def _last_party(turns: Sequence[Turn], parties: Parties) -> Party | None:
    for turn in reversed(turns):
        for text in (turn.question, turn.answer):
            named = parties.named(text)
            if named:
                return named[0]
    return None


def _behind(tag: str, text: str) -> str | None:
    """What follows the words of this tag, where a question opens with them and something follows."""
    found = _opening(tag).match(text)
    rest = text[found.end() :].strip() if found else ""
    return rest or None


def _says(tag: str, text: str) -> bool:
    return bool(_anywhere(tag).search(text))


@cache
def _opening(tag: str) -> re.Pattern[str]:
    """Commas may stand between any two words: "no, I meant"."""
    words = sorted(lexicon.words("follow_ups", tag), key=len, reverse=True)
    phrases = "|".join(r"[\s,]+".join(map(re.escape, phrase.split())) for phrase in words)
    return re.compile(rf"{_SIGNS}(?:{phrases})(?!\w){_SIGNS}", re.IGNORECASE)


@cache
def _anywhere(tag: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.alternatives(lexicon.words('follow_ups', tag))})\b", re.IGNORECASE)
