"""Each sentence with its speaker: whoever's speech covers it, else the document's own voice."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.reporter_voice import own_voice
from rag.types import Metadata, Sentence, Speech


def with_speakers(
    sentences: Sequence[Sentence], speeches: Sequence[Speech], metadata: Metadata
) -> tuple[Sentence, ...]:
    """`sentences` with speaker, reporter and manner; one that is half quotation or more counts as direct."""
    ordered = sorted(speeches, key=lambda each: each.start)
    starts = [each.start for each in ordered]
    longest = max((each.end - each.start for each in ordered), default=0)
    return tuple(
        _spoken(
            sentence,
            [
                each
                for each in ordered[
                    bisect_left(starts, sentence.start - longest) : bisect_left(starts, sentence.end)
                ]
                if each.end > sentence.start
            ],
            metadata,
        )
        for sentence in sentences
    )


def _spoken(sentence: Sentence, speeches: Sequence[Speech], metadata: Metadata) -> Sentence:
    direct = [each for each in speeches if each.manner == "direct"]
    quoted = sum(_shared(sentence, each) for each in direct)
    if direct and 2 * quoted >= sentence.end - sentence.start:
        chosen = max(direct, key=lambda each: _shared(sentence, each))
        return replace(sentence, speaker=chosen.speaker, said_via=chosen.said_via, manner="direct")
    reported = [each for each in speeches if each.manner == "reported"]
    if reported or direct:
        chosen = max(reported or direct, key=lambda each: _shared(sentence, each))
        return replace(sentence, speaker=chosen.speaker, said_via=chosen.said_via, manner="reported")
    own = own_voice(metadata)
    via = metadata.publisher if own != metadata.publisher else None
    return replace(sentence, speaker=own, said_via=via, manner="voice")


def _shared(sentence: Sentence, speech: Speech) -> int:
    return min(sentence.end, speech.end) - max(sentence.start, speech.start)
