"""The exact words of a party or a document, and what is said where only our summary of them is held."""

from collections.abc import Sequence

from rag.answering.compose import Draft
from rag.answering.forms.copies import once
from rag.answering.forms.material import (
    TOLD,
    Material,
    distinct,
    in_time,
    led,
    place,
    surely_answers,
    surest,
    topic,
)
from rag.answering.positions import says_something
from rag.judging.reading import Reading
from rag.parties.parties import Party
from rag.text.names import possessive
from rag.text.quotations.quoted_words import open_marks, quotations
from rag.text.tokens import text_stems
from rag.types import Evidence

_READ = 40  # sentences that the encoder reads
_MOST = 6
_WITHIN = 3.0  # logits below the best
_FLOOR = -6.0  # the logit of the best sentence, for words on the point that is asked about
_GAP = 4  # characters between two sentences of one quotation: a blank, and the marks of a new paragraph


def exact_words(reading: Reading, party: Party | None, material: Material) -> Draft | None:
    """Quoted words, whole quotations at a time; None where no words of whoever is asked about are found."""
    if party is None and (reading.judgement.verdict == "none" or reading.judgement.missing):
        return None
    own = material.spoken(reading, party) if party else list(reading.evidence)
    own = [each for each in own if each.sentence.role in TOLD and says_something(each)]
    verbatim = [each for each in own if _is_verbatim(each, party)]
    named = text_stems(" ".join((party.name, *party.aliases))) if party else frozenset[str]()
    asked = topic(reading, reading.query.meant, named)
    picked = _from_surest(reading, _best(material, asked, verbatim, party is not None), verbatim)
    if picked:
        told = _telling_them(reading, party, picked)
        words = distinct((*told, *_with_neighbours(picked, verbatim)))
        return material.quoted(led(words, reading)[:_MOST])
    summarised = [each for each in own if each.hit.metadata.text_type == "summary"]
    told = _best(material, asked, summarised, party is not None)
    return _only_summarised(material, party, _with_fragments(told, summarised)) if told else None


def _from_surest(
    reading: Reading, picked: Sequence[Evidence], verbatim: Sequence[Evidence]
) -> list[Evidence]:
    """What was picked, from the sentence that surely answers on, where that is direct speech: beside it only what the
    same speaker says that answers as well is asked for."""
    best = surest(reading)
    if best is None or not _is_quoted(best) or place(best) not in map(place, verbatim):
        return list(picked)
    voice = best.sentence.speaker
    return [
        best,
        *(
            each
            for each in picked
            if place(each) != place(best) and each.sentence.speaker == voice and surely_answers(each)
        ),
    ]


def _telling_them(reading: Reading, party: Party | None, picked: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence, where it gives words of the party ("a line in her notebook: “…”") and answers better than all
    that is quoted from it."""
    best = reading.evidence[0] if reading.evidence else None
    if best is None or party is None or reading.judgement.verdict != "answered":
        return []
    named = any(text_stems(name) <= text_stems(best.text) for name in (party.name, *party.aliases))
    is_one = named and best.sentence.role in TOLD and quotations(best.text)
    return [best] if is_one and place(best) not in map(place, picked) else []


def _with_fragments(told: Sequence[Evidence], summarised: Sequence[Evidence]) -> list[Evidence]:
    """What was picked, with the other sentences of the same summary that hold words of the original."""
    fragments = [each for each in summarised if _same_document(each, told[0]) and quotations(each.text)]
    return distinct((*told, *fragments))[:_MOST]


def _is_verbatim(each: Evidence, party: Party | None) -> bool:
    """Whether the sentence is in the words of whoever speaks: direct speech, or a document's own text."""
    if each.hit.metadata.text_type != "original":
        return False
    return _is_quoted(each) or (
        each.sentence.manner == "voice" and (party is None or each.hit.metadata.voice in party.speakers)
    )


def _is_quoted(each: Evidence) -> bool:
    """Direct speech, or a sentence that opens a quotation and leaves it to the next to close it."""
    return each.sentence.manner == "direct" or open_marks(each.text)


def _best(material: Material, asked: str, evidence: Sequence[Evidence], of_party: bool) -> list[Evidence]:
    """The sentences on the point; without a point the direct speech of the party, as it comes."""
    if not asked or not evidence:
        direct = [each for each in evidence if _is_quoted(each)] or list(evidence)
        return direct[:_MOST] if of_party else []
    likely = sorted(evidence, key=lambda each: -each.score)[:_READ]
    read = material.read(asked, likely)
    best = read[0].relevance
    if best is None:
        return list(read[:2])
    if best < _FLOOR and not of_party:
        return []
    return [each for each in read if (each.relevance or _FLOOR) >= best - _WITHIN][:_MOST]


def _with_neighbours(picked: Sequence[Evidence], own: Sequence[Evidence]) -> list[Evidence]:
    """What was picked, with the rest of the quotation that the best of it belongs to, in order."""
    best = picked[0]
    run = _run(best, sorted(own, key=in_time))
    several = once(distinct((*picked, *run)))
    return sorted(several, key=lambda each: (not _same_document(each, best), in_time(each)))[
        : max(_MOST, len(run))
    ]


def _run(best: Evidence, own: Sequence[Evidence]) -> list[Evidence]:
    """The direct speech around a sentence that follows on without anything between; of a long speech the sentences
    before and behind it."""
    if not _is_quoted(best):
        return [best]
    beside = [each for each in own if _same_document(each, best) and _same_voice(each, best)]
    place = next(n for n, each in enumerate(beside) if each.sentence.start == best.sentence.start)
    first = last = place
    while first > 0 and _adjoin(beside[first - 1], beside[first]):
        first -= 1
    while last + 1 < len(beside) and _adjoin(beside[last], beside[last + 1]):
        last += 1
    if last - first >= _MOST:
        first, last = max(first, place - 1), min(last, place + 1)
    return beside[first : last + 1]


def _adjoin(one: Evidence, other: Evidence) -> bool:
    return 0 <= other.sentence.start - one.sentence.end <= _GAP


def _same_voice(one: Evidence, other: Evidence) -> bool:
    return one.sentence.speaker == other.sentence.speaker and _is_quoted(one) and _is_quoted(other)


def _same_document(one: Evidence, other: Evidence) -> bool:
    return one.hit.passage.document_id == other.hit.passage.document_id


def _only_summarised(material: Material, party: Party | None, told: Sequence[Evidence]) -> Draft:
    """That the words are not held, where they are to be had, and what our summary says of them.

    Sentences with words in quotation marks come first: those are the original's.
    """
    ordered = sorted(told, key=lambda each: (not quotations(each.text), in_time(each)))
    writer = material.writer(ordered)
    whose = f"{possessive(party.name)} exact words" if party else "The exact words"
    addresses = dict.fromkeys(each.hit.metadata.url for each in ordered if each.hit.metadata.url)
    original = f" The original: {', '.join(addresses)}." if addresses else ""
    writer.silence(
        f"{whose} are not held here, only our summary; words in quotation marks are the original’s.{original}"
    )
    for each in ordered:
        writer.quote(each)
    return Draft("partial", tuple(writer.sentences), tuple(writer.citations), missing=("the exact words",))
