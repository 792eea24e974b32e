"""Yes or no, and "can I write that …?": the sentence that settles it first, and where the asker's wording differs."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.captions import text_first
from rag.answering.compose import Draft
from rag.answering.forms.claim import difference, said_by, speaker_note
from rag.answering.forms.material import Material, distinct, place
from rag.answering.forms.own_corrections import Correction, corrections, with_corrections
from rag.answering.forms.replies import reply_to
from rag.answering.not_found import unanswered
from rag.answering.selection import chosen
from rag.judging.reading import Reading
from rag.parties.parties import Parties, Party
from rag.question.claimed import claimed as claimed_in
from rag.text.tokens import telling_stems
from rag.types import Evidence, Side

_MOST = 3
_SAYS_LITTLE = 3  # telling words of a sentence that is understood by itself, at least
_WITHIN = 2.5  # logits below the best
_LEADING = 4.5  # the same for the sentence before it
# The logit from which on a party's own sentence is on the point by itself, and where it shares so many of the words.
_RELEVANT, _ON_POINT, _SHARED = 0.0, -4.0, 0.4
# What a party says is held against the sentence that comes nearest to what it is said to say, whoever says that: so
# many logits below it, it says something else, unless it is as relevant as this.
_BELOW, _SURELY = 3.0, 5.0
_ANOTHER = 2.0  # the logit from which on a sentence of another voice is shown beside
_OWN, _OTHERS = (
    24,
    12,
)  # sentences of a party, and of all that was found, that are read for what it is said to say
_ELSEWHERE = 0.0  # the same for a sentence of somebody else, which is shown instead


def settled(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    """At most three sentences; None if the documents do not answer.

    Where somebody is said to say something, that party's own words settle it, or that it says nothing of the kind.
    """
    text = reading.query.meant
    wording = claimed_in(text)
    said = said_by(wording or text, parties)
    if said is not None:
        draft = _said(reading, said[0], said[1], wording is not None, material)
        return draft if draft and (not draft.missing or reading.judgement.verdict != "none") else None
    if reading.judgement.verdict == "none" or not reading.evidence:
        return None
    evidence: Sequence[Evidence] = reading.evidence
    if wording is not None:
        evidence = material.rank(wording, [replace(each, relevance=None) for each in evidence])
    picked = chosen(text_first(evidence), reading.asked, _MOST, _WITHIN)
    notes = _notes(wording or text, picked[0])
    beside = _beside(picked[0], evidence)
    reply = reply_to(picked[0], lambda document: material.sentences(reading, [document]))
    another = [] if reply else _another_voice(picked, evidence)
    shown = distinct((*_with_before(picked[0], beside, evidence), *reply, *picked[1:], *another))
    corrected = corrections(shown, evidence)
    return _draft(
        material, with_corrections(shown, corrected), notes, unanswered(reading), corrected=corrected
    )


def _with_before(best: Evidence, beside: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best with what stands beside it; what comes before it leads where it says little by itself ("It was not."),
    and where it is the first word of the same reply ("Neither. She is one of our best.")."""
    own = [each for each in evidence if each.hit.passage.document_id == best.hit.passage.document_id]
    little = len(best.stems) < _SAYS_LITTLE
    before = [each for each in own if each.text == best.before][:1] if little and best.before else []
    before = before or [each for each in own if _opens_reply(each, best)][:1]
    return [*before, best, *(each for each in beside if each not in before)]


def _opens_reply(each: Evidence, best: Evidence) -> bool:
    """Is it the few words with which the best's reply to a question opens?"""
    asked = best.before.removesuffix(each.text).rstrip()
    return each.text != "" and len(asked) < len(best.before.rstrip()) and asked.endswith("?")


def _beside(best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences before and behind the first in its paragraph, where they are as much to the point: "It has no power
    to do either" is not understood without the one, "It should have come a day sooner" settles the other."""
    if best.relevance is None:
        return []
    return [
        each
        for each in evidence
        if (each.text == best.before or each.before == best.text)
        and each.hit.passage.document_id == best.hit.passage.document_id
        and each.relevance is not None
        and each.relevance >= best.relevance - _LEADING
    ][:2]


def _another_voice(picked: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The most relevant of what others say, where it is as relevant as an answer is: a claim is denied elsewhere."""
    voices = set(map(_voice, picked))
    others = [
        each
        for each in evidence
        if each.relevance is not None and each.relevance >= _ANOTHER and _voice(each) not in voices
    ]
    return sorted(others, key=lambda each: -(each.relevance or 0.0))[:1]


def _voice(evidence: Evidence) -> tuple[str, str | None]:
    return evidence.hit.passage.document_id, evidence.sentence.speaker


def _said(reading: Reading, party: Party, words: str, claimed: bool, material: Material) -> Draft | None:
    """What a party says on a point, from its own sentences; else that it says nothing on it, and who does."""
    spoken = sorted(material.spoken(reading, party), key=lambda each: -each.score)[:_OWN]
    others = [replace(each, relevance=None) for each in reading.evidence[:_OTHERS]]
    read = material.read(words, distinct((*spoken, *others)))
    places = set(map(place, spoken))
    own = [each for each in read if place(each) in places]
    told = [each for each in read if not _is_of(party, each)]
    on_point = [each for each in own if _is_on_point(each, words, _best(read))]
    if on_point:
        picked = chosen(on_point, reading.asked, _MOST, _WITHIN)
        notes = _notes(words, picked[0], party if claimed else None)
        shown = distinct((*_with_before(picked[0], (), own), *picked[1:]))
        draft = _draft(material, shown, notes, ())
        markers = tuple(citation.marker for citation in draft.citations)
        return replace(draft, sides=(Side(party.name, markers),))
    near = [each for each in told if each.relevance is not None and each.relevance >= _ELSEWHERE][:1]
    silence = f"These documents do not show that {party.name} says this."
    if not near and not own:
        return None
    shown = near or list(own[:1])
    draft = _draft(material, shown, [], (f"what {party.name} says of this",), silence)
    return replace(draft, sides=(Side(party.name, (), True),))


def _is_of(party: Party, each: Evidence) -> bool:
    return each.sentence.speaker in party.speakers


def _best(evidence: Sequence[Evidence]) -> float:
    return max((each.relevance for each in evidence if each.relevance is not None), default=0.0)


def _is_on_point(each: Evidence, words: str, best: float) -> bool:
    """Whether a party's own sentence says something of what it is said to say: relevant, or in the same words; and not
    much less so than what comes nearest to it."""
    if each.relevance is None:
        return True
    if each.relevance < min(best - _BELOW, _SURELY):
        return False
    wanted = telling_stems(words)
    in_its_words = each.relevance >= _ON_POINT and len(wanted & each.stems) >= _SHARED * len(wanted)
    return in_its_words or each.relevance >= _RELEVANT


def _notes(wording: str, settling: Evidence, party: Party | None = None) -> list[str]:
    differs = difference(wording, settling)
    notes = [f"Your wording differs from [1]: {differs}."] if differs else []
    return [*notes, *filter(None, [speaker_note(party, settling)] if party else [])]


def _draft(
    material: Material,
    picked: Sequence[Evidence],
    notes: Sequence[str],
    missing: tuple[str, ...],
    silence: str = "",
    corrected: Sequence[Correction] = (),
) -> Draft:
    writer = material.writer(picked)
    if silence:
        writer.silence(silence)
    for each in picked:
        writer.quote(each)
    return Draft(
        "partial" if missing else "answered",
        tuple(writer.sentences),
        tuple(writer.citations),
        warnings=(*notes, *filter(None, (each.warning(writer.marker) for each in corrected))),
        missing=missing,
    )
