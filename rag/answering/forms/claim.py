"""Where the sentence that settles a claim ("can I write that …?") is worded otherwise, and who is said to say it.

The claim is compared with the sentence as a chat model's draft is compared with its source: figures and their
qualifiers, denials, certainty, scope, and who speaks.
"""

from rag.parties.parties import Parties, Party
from rag.text.analysis import tell
from rag.text.lexicon.speech_verbs import all_forms
from rag.text.names import possessive
from rag.text.quotations.quoted_words import quotations
from rag.text.tokens import text_stems, words
from rag.types import Evidence
from rag.verification.alignment import align
from rag.verification.contradictions import contradiction
from rag.verification.hedges import lost_qualifier
from rag.verification.numbers import changed_number
from rag.verification.passages import SourceContext

_SAYING = all_forms(lambda verb: verb.speaks)
_FEWEST = 3  # words of a claim
_HELD = 0.4  # of a claim's telling words in a sentence that is about the same
_NOBODY: frozenset[int] = frozenset()


def difference(wording: str, settling: Evidence) -> str:
    """How the wording differs from the sentence in a figure, a qualifier, a denial or its certainty; "" if in none."""
    draft, source = tell(wording), tell(settling.text)
    found = align(draft, source)
    telling = [place for place, word in enumerate(draft.words) if word.tells]
    if not telling or sum(found.held(place) for place in telling) < _HELD * len(telling):
        return ""
    context = SourceContext(
        source, (), text_stems(settling.hit.passage.text), (), frozenset(), (), frozenset()
    )
    return (
        changed_number(found, context, _NOBODY)
        or contradiction(found, _NOBODY, _NOBODY)
        or lost_qualifier(found, _NOBODY)
    )


def said_by(text: str, parties: Parties) -> tuple[Party, str] | None:
    """The party that is said to say something, and what: "did Acme say that it will close?"; None if nobody is.

    The verb of saying follows the party's name with no other telling word between.
    """
    found = words(text)
    for place, word in enumerate(found):
        if word.plain not in _SAYING or place == 0:
            continue
        named = parties.places(text[: word.start], by_beginning=True)
        before = [each for each in found[:place] if each.tells]
        if named and before and named[-1][0] <= before[-1].start < named[-1][1]:
            rest = text[word.end :].strip(" ?.,:")
            return (named[-1][2], rest) if len(rest.split()) >= _FEWEST else None
    return None


def speaker_note(said: Party, settling: Evidence) -> str:
    """What to know before the first sentence is put into a party's mouth; "" where it is the party's own words."""
    sentence, metadata = settling.sentence, settling.hit.metadata
    source = metadata.publisher or metadata.title or "the document"
    if sentence.manner == "reported" and not quotations(settling.text):
        return f"[1] is {possessive(source)} report of what {said.name} says, not a quotation."
    return ""
