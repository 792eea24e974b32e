"""Who says what in a document: its direct and reported speech, and its own voice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.types import Metadata, Sentence, Speech

_NAME = r"(?:[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:(?:of|for|de|van|von|the|and)\s+)?[A-ZÀ-Þ][\w’'.-]*)*)"
_MENTION = rf"(?:(?:[Aa]n?|[Tt]he)\s+)?(?:[\w’'-]+\s+){{0,4}}{_NAME}(?:\s+(?:spokes\w+|report|study))?"
_VERB = r"(?:said|says|added|adds|told|wrote|writes|states|stated|explained|argued|claimed|warned|has defended)"
_BEFORE = re.compile(rf"\b(?P<who>{_NAME}|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s+(?P<verb>{_VERB})\b")
_AFTER = re.compile(rf"\b(?P<verb>{_VERB})\s+(?P<who>{_NAME})")
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:the |a )?(?P<who>{_NAME})")
_DIRECT = re.compile(r"[“\"][^“”\"]*[”\"]?")
_PRONOUNS = frozenset(("he", "she", "they", "it"))


def attribute(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> tuple[Speech, ...]:
    """The speeches of a document in order; sentences that none covers are its own voice."""
    found: list[Speech] = []
    last: tuple[str, str, int] | None = None
    for sentence in sentences:
        if sentence.role != "body":
            continue
        words = text[sentence.start : sentence.end]
        quoted = sum(len(each.group()) for each in _DIRECT.finditer(words))
        match = next((m for m in (p.search(words) for p in (_BEFORE, _AFTER, _ACCORDING)) if m), None)
        manner = "direct" if quoted > len(words) // 2 else "reported"
        if match:
            who = match["who"]
            if who.casefold() in _PRONOUNS:
                if last is None:
                    continue
                who = last[0]
            verb = match.groupdict().get("verb")
            found.append(Speech(sentence.start, sentence.end, who, verb, metadata.publisher, manner))  # type: ignore[arg-type]
            last = (who, verb or "", sentence.end)
        elif manner == "direct" and last is not None and words[:1] in "“\"":
            found.append(Speech(sentence.start, sentence.end, last[0], last[1], metadata.publisher, "direct"))
    return tuple(found)


def with_speakers(
    sentences: Sequence[Sentence], speeches: Sequence[Speech], metadata: Metadata
) -> tuple[Sentence, ...]:
    """Each sentence with the speaker of the speech that covers it, else the document's own voice."""
    by_start = {speech.start: speech for speech in speeches}
    own = metadata.extra.get("speaker") or metadata.publisher
    found = []
    for sentence in sentences:
        speech = by_start.get(sentence.start)
        if speech is None:
            found.append(replace(sentence, speaker=own, said_via=None, manner="voice"))
        else:
            found.append(
                replace(sentence, speaker=speech.speaker, said_via=speech.said_via, manner=speech.manner)
            )
    return tuple(found)
