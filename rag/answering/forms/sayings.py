"""Did somebody really say this? The words at issue are looked for to the letter: in whose mouth do they stand?"""

from collections.abc import Sequence

from rag.answering.compose import Draft
from rag.answering.forms.material import TOLD, Material, about, in_time
from rag.judging.reading import Reading
from rag.parties.parties import Party
from rag.text.matching import Folded
from rag.text.quotations.quoted_words import quotations
from rag.text.tokens import text_stems
from rag.types import Evidence

_PASSAGES = 60
_BESIDES = 1  # telling words of the question besides the party and the words at issue
_OWN, _OTHERS = 3, 3  # sentences shown


def quoted_words(question: str) -> tuple[str, ...]:
    """The words that a question gives in quotation marks; a single word too: did they say 'damning'?"""
    quoted = (each.inner.strip(" .,;:!?") for each in quotations(question, fewest=1))
    return tuple(dict.fromkeys(filter(None, quoted)))


def saying(reading: Reading, party: Party | None, material: Material) -> Draft | None:
    """Whose words the quoted ones are; None where the question quotes none, or nothing held has them."""
    phrases = quoted_words(reading.query.text)
    if not phrases:
        return None
    phrase = max(phrases, key=len)
    names = text_stems(" ".join((party.name, *party.aliases))) if party else frozenset[str]()
    besides = {term.stem for term in about(reading)} - names - text_stems(phrase)
    if len(besides) > _BESIDES:
        return None  # the words are a part of what is asked, and not what somebody is said to have said
    found = [
        each
        for each in material.holding(reading, phrase, _PASSAGES)
        if each.sentence.role in ("heading", "caption", *TOLD) and _places(each, phrase)
    ]
    if not found:
        return None
    own = [each for each in found if party and _says(each, party, phrase)]
    others = [each for each in found if each not in own]
    question = reading.asked.text
    if own or party is None:
        best = material.rank(question, own or others)[:_OWN]
        return material.quoted([*best, *(_besides(material, question, others) if own else ())])
    return _said_by_others(material, party, phrase, material.rank(question, others)[:_OTHERS])


def _besides(material: Material, question: str, others: Sequence[Evidence]) -> list[Evidence]:
    """One sentence of somebody else with the same words, who repeats or disputes them."""
    bodies = [each for each in others if each.sentence.role in TOLD]
    return list(material.rank(question, bodies)[:1])


def _says(each: Evidence, party: Party, phrase: str) -> bool:
    """Whether the words are the party's own: quoted from it, or in its own document. A report of what it thinks,
    in the reporter's words, is not."""
    sentence = each.sentence
    if sentence.speaker not in party.speakers:
        return False
    if sentence.manner == "direct" or (
        sentence.manner == "voice" and each.hit.metadata.voice in party.speakers
    ):
        return True
    return any(Folded(quoted.inner.casefold()).find(phrase.casefold()) for quoted in quotations(each.text))


def _places(each: Evidence, phrase: str) -> list[tuple[int, int]]:
    return Folded(each.text.casefold()).find(phrase.casefold())


def _said_by_others(material: Material, party: Party, phrase: str, found: Sequence[Evidence]) -> Draft:
    writer = material.writer(found)
    writer.silence(
        f"None of these documents quotes {party.name} as saying “{phrase}”. Where the words stand:"
    )
    for each in sorted(found, key=lambda each: (each.sentence.role not in TOLD, in_time(each))):
        writer.quote(each)
    return Draft("answered", tuple(writer.sentences), tuple(writer.citations))
