"""Where the texts of the documents hold what a question wants mentioned, to the letter."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from rag.question.catalogue_words import joined
from rag.storage.catalogue import CatalogueEntry
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words

_OWNERS = lexicon.words("stop_words", "possessive")


@dataclass(frozen=True, slots=True)
class Texts:
    """What the texts of the documents hold: `counts` gives how often a phrase occurs, by document; `forms` the other
    forms of its last word that occur anywhere; `together` the documents that hold all of its telling words in one
    passage."""

    counts: Callable[[str], Mapping[str, int]]
    forms: Callable[[str], Sequence[str]]
    together: Callable[[str], Collection[str]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class PhraseCounts:
    """The phrases that were looked for, in words, the documents that hold them, and how often; `others` are other
    forms of a phrase, with their counts; `pointing` are parts that name nothing by themselves ("its owner")."""

    told: str
    counts: Mapping[str, int]
    others: Mapping[str, Mapping[str, int]]
    pointing: Sequence[str] = ()


def mentions_of(phrases: Sequence[str], texts: Texts) -> PhraseCounts:
    """The documents that hold every phrase, or a part of "A or B"; another form where the one typed is nowhere."""
    told: list[str] = []
    counts: list[Mapping[str, int]] = []
    others: dict[str, Mapping[str, int]] = {}
    pointing: list[str] = []
    either = False
    for phrase in phrases:
        found = texts.counts(phrase)
        parts, one_is_enough = joined(phrase)
        pointing += [part for part in parts[1:] if words(part)[0].plain in _OWNERS]
        parts = tuple(part for part in parts if part not in pointing)
        if found or (len(parts) < 2 and not pointing):
            pieces = {phrase: found}
        else:
            pieces, either = {part: texts.counts(part) for part in parts}, one_is_enough
        for piece, own in pieces.items():
            forms = {form: texts.counts(form) for form in texts.forms(piece)}
            if not own and forms:
                piece, own = max(forms.items(), key=lambda each: sum(each[1].values()))
            others |= {form: known for form, known in forms.items() if form != piece and known}
            told.append(f"“{piece}”")
            counts.append(own)
    within = [set(each) for each in counts]
    ids = set.union(*within) if either else set.intersection(*within)
    summed = {id: sum(each.get(id, 0) for each in counts) for id in ids}
    return PhraseCounts((" or " if either else " and ").join(told), summed, others, pointing)


def other_forms(mentions: PhraseCounts, found: Sequence[CatalogueEntry]) -> list[str]:
    """What is not counted, for it is written otherwise."""
    searched = {entry.document_id for entry in found}
    said = []
    for form, counts in mentions.others.items():
        within = {id: count for id, count in counts.items() if id in searched}
        if within:
            said.append(f"“{form}” {times(sum(within.values()))} in {counted(len(within), 'document')}")
    return [f"Not counted, as it is another form: {', '.join(said)}."] if said else []


def left_out(mentions: PhraseCounts) -> list[str]:
    """What is not counted, for the papers would word it otherwise: "its owner" by a name."""
    return [f"Not counted: where a paper speaks of “{part}” alone." for part in mentions.pointing]


def times(number: int) -> str:
    """ "once", "3 times"."""
    return "once" if number == 1 else f"{number:,} times"


def counted(number: int, thing: str) -> str:
    """ "1 document", "3 documents"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
