"""The speeches of a document, and the speaker of each of its sentences.

`attribute` is the entry to attribution, `with_speakers` puts its result on the sentences.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.attribution.attributions import Attribution
from ingest.attribution.dialogue.interviews import own_questions
from ingest.attribution.dialogue.minutes import is_roster
from ingest.attribution.dialogue.turns import DialogueTurn
from ingest.attribution.parsed_text import ParsedText, bare_name, parse
from ingest.attribution.speaker_resolution import ResolvedSpeakers, resolve_speakers
from rag.text.lexicon.tables import words
from rag.text.quotations.wording import is_woven
from rag.types import Manner, Metadata, Sentence

_OTHERS = tuple(f"{word} " for word in words("function_words", "addressed"))
_WORKS = frozenset({"report", "official", "research", "response"})
_WORD = re.compile(r"\w+")
_SHINGLE = 6  # words in which a pull quote must agree
_LONGEST_PULL_QUOTE = 60  # words


@dataclass(frozen=True, slots=True)
class Speech:
    """A span of a document that somebody says, and who.

    `speaker` is a name or description that stands in the document or in its metadata. `said_via` is who
    reports it, where it is not the speaker's own paper. `asked`: it is a question of an interview or of a
    page of questions, whose answer stands below it. `label`: characters of «Dr HILL: » before a turn.
    """

    start: int
    end: int
    speaker: str
    verb: str | None
    said_via: str | None
    manner: Manner
    asked: bool = False
    label: int = 0


_Span = tuple[int, int, Attribution, Manner]


def attribute(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> tuple[Speech, ...]:
    """The speeches of a document in order: each quotation that has a speaker, each sentence that reports.

    What no speech covers is the document's own voice. Every speaker is a slice of the text.
    """
    parsed = parse(text, sentences, metadata)
    resolved = resolve_speakers(parsed)
    found = [*_quotations_and_turns(parsed, resolved)]
    pulled = _pull_quotes(parsed, found)
    found = [each for each in found if not any(span[0] <= each[0] < span[1] for span in pulled)] + pulled
    found += [
        (parsed.units[number].start, parsed.units[number].end, each, "reported")
        for number, each in resolved.reports.items()
        if not is_roster(text, *parsed.paragraphs[parsed.units[number].paragraph])
    ]
    labels = _labels(parsed)
    speeches = [
        replace(_speech(text, span, metadata), label=labels.get(span[0], 0) if span[3] == "direct" else 0)
        for span in found
        if span[3] == "direct" or not _is_own_report(text, span[2], metadata)
    ]
    speeches += _questions(parsed, metadata)
    return tuple(sorted(speeches, key=lambda each: (each.start, -each.end)))


def with_speakers(
    sentences: Sequence[Sentence], speeches: Sequence[Speech], metadata: Metadata
) -> tuple[Sentence, ...]:
    """`sentences` with speaker, reporter and manner; one that is at least half quotation counts as direct.

    A sentence that already has a speaker is part of what that speaker wrote (`Block.speaker`): its own voice
    is theirs, and the people it quotes are quoted by them.
    """
    ordered = sorted(speeches, key=lambda each: each.start)
    starts = [each.start for each in ordered]
    longest = max((each.end - each.start for each in ordered), default=0)

    def covering(sentence: Sentence) -> list[Speech]:
        first = bisect_left(starts, sentence.start - longest)
        behind = bisect_left(starts, sentence.end)
        return [each for each in ordered[first:behind] if each.end > sentence.start]

    return tuple(_attributed(sentence, covering(sentence), metadata) for sentence in sentences)


def _attributed(sentence: Sentence, speeches: Sequence[Speech], metadata: Metadata) -> Sentence:
    """The sentence with its speaker; one that asks in an interview or on a page of questions is a `question`."""
    found = _with_speaker(sentence, [each for each in speeches if each.manner != "voice"], metadata)
    asked = next((each for each in speeches if each.asked), None)
    if asked is None or sentence.role not in ("body", "item"):
        return found
    asks = 2 * _shared(sentence, asked) >= sentence.end - sentence.start
    return replace(found, role="question") if asks and not _quotes_another(found, asked, speeches) else found


def _quotes_another(found: Sentence, asked: Speech, speeches: Sequence[Speech]) -> bool:
    """Whether a sentence inside a question quotes somebody else: «“It was the weather.” Was it?»."""
    return any(
        each.speaker == found.speaker and each.manner == "direct" and asked.start < each.start < asked.end
        for each in speeches
        if not each.asked
    )


def _quotations_and_turns(parsed: ParsedText, resolved: ResolvedSpeakers) -> Iterator[_Span]:
    for number, each in resolved.quotations.items():
        quotation = parsed.quotations[number]
        manner: Manner = "reported" if is_woven(parsed.text, quotation) else "direct"
        yield quotation.start, quotation.end, each, manner
    for paragraph, each in resolved.turns.items():
        turn = parsed.turns.get(paragraph)
        start, end = (turn.start, turn.end) if turn is not None else parsed.paragraphs[paragraph]
        yield start, end, each, "direct"


def _labels(parsed: ParsedText) -> dict[int, int]:
    """The length of the label before each turn whose paragraph it opens, by the start of the turn."""
    return {
        turn.start: turn.start - parsed.paragraphs[number][0]
        for number, turn in parsed.turns.items()
        if turn.label is not None and parsed.paragraphs[number][0] < turn.start
    }


def _questions(parsed: ParsedText, metadata: Metadata) -> Iterator[Speech]:
    """The questions of an interview, which its author asks, and those that a page asks itself."""
    via = metadata.publisher if metadata.publisher != metadata.author else None
    for turn in parsed.turns.values():
        if turn.asked and metadata.author:
            yield Speech(turn.start, turn.end, metadata.author, None, via, "direct", asked=True)
        elif turn.asked or _asks_as_author(parsed, turn):
            yield Speech(turn.start, turn.end, metadata.voice or "", None, None, "voice", asked=True)
    for number in own_questions(parsed.text, parsed.paragraphs):
        if number not in parsed.turns:
            start, end = parsed.paragraphs[number]
            yield Speech(start, end, metadata.voice or "", None, None, "voice", asked=True)


def _asks_as_author(parsed: ParsedText, turn: DialogueTurn) -> bool:
    """Whether a turn that asks is labelled with the author or the publisher: whole, its last word, its initials."""
    name = bare_name(parsed.text[slice(*turn.label)]) if turn.label is not None else ""
    bylines = [each.split() for each in parsed.bylines if each]
    short = {each[-1] for each in bylines} | {"".join(word[0] for word in each) for each in bylines}
    return name in parsed.bylines | short and parsed.text[turn.start : turn.end].endswith("?")


def _pull_quotes(parsed: ParsedText, spoken: Sequence[_Span]) -> list[_Span]:
    """Paragraphs that repeat what a longer quotation of the document says, or one elsewhere, with its speaker."""
    words = [_words(parsed.text, start, end) for start, end, _, _ in spoken]
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, each in enumerate(words):
        for shingle in {tuple(each[at : at + _SHINGLE]) for at in range(len(each) - _SHINGLE + 1)}:
            holders.setdefault(shingle, []).append(number)
    starts = sorted(start for start, _, _, _ in spoken)
    found: list[_Span] = []
    for start, end in parsed.paragraphs:
        own = bisect_left(starts, end) - bisect_left(starts, start)
        wanted = _words(parsed.text, start, end)
        if not _SHINGLE <= len(wanted) <= _LONGEST_PULL_QUOTE:
            continue
        joined = " ".join(wanted)
        for number in holders.get(tuple(wanted[:_SHINGLE]), ()):
            elsewhere = not start <= spoken[number][0] < end
            longer = len(words[number]) > len(wanted)
            if joined in " ".join(words[number]) and elsewhere and (longer or not own):
                found.append((start, end, spoken[number][2], "direct"))
                break
    return found


def _words(text: str, start: int, end: int) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text, start, end)]


def _is_own_report(text: str, each: Attribution, metadata: Metadata) -> bool:
    """Whether the document reports itself: "the Gazette reports", "this report finds" in a report."""
    if each.via is not None:
        return False
    called = text[each.entity.start : each.entity.end].casefold()
    others = called.startswith(_OTHERS)  # «your report», in an answer to it
    if each.entity.kind == "work" and not each.entity.named and metadata.kind in _WORKS and not others:
        return True
    publisher = bare_name(metadata.publisher or "")
    name = bare_name(text[each.entity.start : each.entity.end])
    if each.entity.kind == "body" and not each.entity.named and publisher.endswith(f" {name}"):
        return True  # «the trust» on a page of the Newt Trust, which names no other
    own_paper = each.entity.kind == "work" and name.replace("’", "'").startswith(publisher + "'s ")
    return bool(publisher) and (name == publisher or own_paper)


def _speech(text: str, span: _Span, metadata: Metadata) -> Speech:
    start, end, each, manner = span
    speaker = text[each.entity.start : each.entity.end]
    via = metadata.publisher
    if each.via is not None:
        messenger = text[each.via.start : each.via.end]
        via = via if via is not None and bare_name(via) == bare_name(messenger) else messenger
    elif via is not None and bare_name(via) in bare_name(speaker):
        via = None  # it is the speaker's own document
    return Speech(start, end, speaker, each.verb, via, manner)


def _with_speaker(sentence: Sentence, speeches: Sequence[Speech], metadata: Metadata) -> Sentence:
    writer = sentence.speaker
    speeches = [each for each in speeches if not _passes_on(each, speeches)]
    direct = [each for each in speeches if each.manner == "direct"]
    quoted = sum(_shared(sentence, each) for each in direct)
    # «Dr HILL: It does.» is direct speech, short as that is.
    told = max(
        (each.start for each in direct if sentence.start == each.start - each.label), default=sentence.start
    )
    if direct and 2 * quoted >= sentence.end - told:
        chosen = max(direct, key=lambda each: _shared(sentence, each))
        return replace(sentence, speaker=chosen.speaker, said_via=_reporter(chosen, writer), manner="direct")
    reported = [each for each in speeches if each.manner == "reported"]
    if reported or direct:
        chosen = max(reported or direct, key=lambda each: _shared(sentence, each))
        return replace(
            sentence, speaker=chosen.speaker, said_via=_reporter(chosen, writer), manner="reported"
        )
    own = metadata.voice
    if writer is not None and writer != own:
        return replace(sentence, speaker=writer or None, said_via=own, manner="direct" if writer else "voice")
    via = metadata.publisher if own != metadata.publisher else None
    return replace(sentence, speaker=own, said_via=via, manner="voice")


def _passes_on(speech: Speech, others: Sequence[Speech]) -> bool:
    """Whether a turn of a dialogue passes on what another speaker said here."""
    return speech.manner == "direct" and any(
        other is not speech
        and speech.start <= other.start
        and other.end <= speech.end
        and other.said_via == speech.speaker
        for other in others
    )


def _reporter(speech: Speech, writer: str | None) -> str | None:
    """Who passes a speech on: the writer of this part of the document, where it has one of its own."""
    if writer is None:
        return speech.said_via
    return writer if writer and bare_name(writer) != bare_name(speech.speaker) else None


def _shared(sentence: Sentence, speech: Speech) -> int:
    return min(sentence.end, speech.end) - max(sentence.start, speech.start)
