"""Is a sentence an answer to a claim: said after it, and on its point?"""

import re
from collections.abc import Callable, Sequence

from rag.answering.citations import cite
from rag.embedding.cross_encoder import CrossEncoder
from rag.overviews.claimants import ClaimMention
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import chosen
from rag.text.tokens import words
from rag.types import Evidence

_HAD = lexicon.words("stop_words", "have", "past")
_SAID = frozenset(form for verb in chosen(lambda verb: verb.speaks) for form in verb.forms.participle)
_APART = 3  # words between "had" and "said"
_ASIDE = re.compile(
    rf",\s+(?:{lexicon.alternatives(lexicon.words('function_words', 'relative'))})\s[^,;:.]*,"
)
# The logit at which the encoder, which was taught on questions, finds a statement on the point of another.
_EVEN = -3.7


def follows(claim: ClaimMention, answer: Evidence) -> bool:
    """Was it said after the claim? What a paper of the same day reports that somebody "had said" was said before it."""
    ours, theirs = claim.document.metadata.date, answer.hit.metadata.date
    if ours is not None and theirs is not None and theirs > ours:
        return True
    return answer.sentence.manner == "direct" or not _had_said(answer.text)


def on_its_point(
    claim: str,
    party: str,
    answers: Sequence[Evidence],
    replies: Callable[[Evidence], bool],
    encoder: CrossEncoder | None,
) -> list[Evidence]:
    """Those of a party's sentences that are on the point of a claim, in the order given.

    They are read as answers to what the party says to the claim, and beside the claim itself. Of a document that
    `replies` to the work the first has to be even at least; elsewhere each of the two.
    """
    if encoder is None or not answers:
        return list(answers)
    point = without_asides(claim)
    texts = [cite(each, 1, ()).quote for each in answers]  # without "said X, who …", which names much
    to_it = encoder.scores(f"What does {party} say to this: {point}", texts)
    beside_it = encoder.scores(point, texts)
    kept = []
    for each, asked, plain in zip(answers, to_it, beside_it, strict=True):
        if (asked if replies(each) else min(asked, plain)) >= _EVEN:
            kept.append(each)
    return kept


def without_asides(claim: str) -> str:
    """A claim without its relative clauses between commas, which say what is known and claim nothing."""
    return _ASIDE.sub("", claim)


def _had_said(text: str) -> bool:
    """ "had said a week earlier", "had already promised"."""
    plain = [word.plain for word in words(text)]
    return any(
        word in _HAD and not _SAID.isdisjoint(plain[at + 1 : at + 1 + _APART])
        for at, word in enumerate(plain)
    )
