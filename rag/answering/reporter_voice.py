"""Which voice of a sentence answers: that of whoever it reports, or the reporter's own around it.

"The audit, published a week after the mayor resigned, calls for reform": the paper says that
the mayor resigned, and the audit does not. A sentence has one speaker; a question about the resignation gets the
paper.
"""

import re
from dataclasses import replace

from rag.question.analysis import Asked
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import chosen
from rag.text.quotations.quoted_words import quotations
from rag.text.tokens import text_stems, words
from rag.types import Evidence

_SAYING = (
    f"(?:{lexicon.alternatives(form for verb in chosen(lambda verb: verb.speaks) for form in verb.phrases)})"
)


def _said(tag: str) -> str:
    return f"(?:{lexicon.phrases('reporting_words', tag)})"


_HELPED = rf"(?:(?:{_said('helps')}|\w+ly)\s+){{0,3}}"
_UNQUOTED = r"[^“”\"]"
# «The report, which comes weeks after …, calls for»; «Jo Hill, leader of the council, said»
_BETWEEN = re.compile(
    rf"^(?:[^,“”\"]{{2,40}}, )?[^,“”\"]{{2,90}}(?P<own>,\s{_UNQUOTED}{{3,200}}?),\s+{_HELPED}{_SAYING}\b"
)
# «…, said Jo Hill, who leads the council.»
_AFTER = re.compile(
    rf"\b(?:{_SAYING}|{_said('source')})\s[^,“”\"]{{2,60}}(?P<own>,\s{_said('aside')}\b{_UNQUOTED}{{3,200}})$"
)
# «The vote comes a week after Jo Hill said that»; not «…, as Jo Hill said», where she says what stands before.
_BEFORE = re.compile(
    rf"^(?P<own>{_UNQUOTED}{{8,200}}?\s(?:{_said('apart')}|(?<!,\s){_said('apart_alone')}))"
    rf"\s(?P<who>[^,;“”\"]{{2,90}}?)\s{_HELPED}{_SAYING}\b"
)

_PRONOUNS = lexicon.words("stop_words", "pronoun", "subject")


def as_told(asked: Asked, evidence: Evidence) -> Evidence:
    """The evidence in the voice that answers; unchanged unless the reporter's own clause says more of what is asked
    than what is reported does. Who is reported stands between the two and counts for neither."""
    sentence = evidence.sentence
    own = evidence.hit.metadata.voice
    if sentence.manner == "direct" and asked.wants == "who" and _tells_who_around(asked, evidence.text):
        return in_reporters_voice(evidence)
    if sentence.manner != "reported" or own is None or sentence.speaker in (None, own):
        return evidence
    parts = _parts(evidence.text, sentence.speaker or "")
    if parts is None:
        return evidence
    told, reported = (asked.share(text_stems(part)) for part in parts)
    if told <= reported:
        return evidence
    return in_reporters_voice(evidence)


def _tells_who_around(asked: Asked, text: str) -> bool:
    """Does the answer stand around the words: «“We are open,” said the club's chair, Jo Hill»?"""
    quoted = quotations(text)
    around = text
    for each in reversed(quoted):
        around = f"{around[: each.start]} {around[each.end :]}"
    inside = " ".join(each.inner for each in quoted)
    return asked.share(text_stems(around)) > asked.share(text_stems(inside))


def in_reporters_voice(evidence: Evidence) -> Evidence:
    """The whole sentence as the words of whoever prints it, known or not: who Jo Hill is, is told around what Jo Hill
    says. A turn of a transcript and a sentence of a letter stay their speaker's, for nothing stands around them."""
    sentence, own = evidence.sentence, evidence.hit.metadata.voice
    if sentence.manner == "voice" or sentence.speaker == own:
        return evidence
    if sentence.manner == "direct" and not quotations(evidence.text):
        return evidence
    publisher = evidence.hit.metadata.publisher
    via = publisher if own != publisher else None
    return replace(evidence, sentence=replace(sentence, speaker=own, said_via=via, manner="voice"))


def _parts(text: str, speaker: str) -> tuple[str, str] | None:
    """What the reporter says himself in a sentence, and what he reports in it; None where the two are one."""
    between = _BETWEEN.match(text)
    if between is not None:
        return between["own"], text[between.end() :]
    before = _BEFORE.match(text)
    if before is not None and _is_called(before["who"], speaker):
        return before["own"], text[before.end() :]
    after = _AFTER.search(text)
    return (after["own"], text[: after.start()]) if after is not None else None


def _is_called(mention: str, speaker: str) -> bool:
    """Whether the last word of a speaker's name stands in the mention, or a pronoun is all of it."""
    last = words(speaker)[-1:]
    return mention.casefold() in _PRONOUNS or any(
        word.stem == last[0].stem for word in words(mention) if last
    )
