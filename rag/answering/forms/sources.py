"""Several sources side by side: what each paper or report named in a question says on the point; and who is
on which side, where a question asks that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.compose import Draft
from rag.answering.forms.material import TOLD, Material, candidates, in_time, surely_answers, topic
from rag.answering.selection import chosen
from rag.judging.belonging import chance, likeliest, signs
from rag.judging.reading import Reading
from rag.retrieval.source_mentions import SourceMention
from rag.text.tokens import telling_stems
from rag.types import Evidence, Side

_PASSAGES = 8  # of each source
_MOST, _WITHIN = 2, 3.0  # sentences of each, and logits below its best
_FEWEST_VOICES = 2
_LIKELY = 0.3  # the least probability of a sentence that is shown, if at least three are
_LEAST = -5.0  # the least logit of a sentence that is on the point


@dataclass(frozen=True, slots=True)
class _Source:
    """One source as the question names it, and what it says on the point, the best first."""

    name: str
    evidence: tuple[Evidence, ...]


def between_sources(reading: Reading, material: Material) -> Draft | None:
    """Each source in turn; None where the question names fewer than two, or they say nothing on the point."""
    text = reading.query.meant
    named = _apart(material.retriever.mentions(text))
    if len(named) < 2:
        return None
    names = telling_stems(" ".join(text[each.start : each.end] for each in named))
    asked = topic(reading, text, names)
    if not asked:
        return None
    sources = [_heard(reading, material, asked, text[each.start : each.end], each) for each in named]
    if not any(source.evidence for source in sources):
        return None
    return _draft(material, sources)


def voices(reading: Reading, material: Material) -> Draft | None:
    """One sentence of each speaker on a matter where the question asks who says yes and who says no; None if
    nobody certainly does, or only one speaks.
    """
    read = candidates(reading, material)
    chances = list(map(chance, signs(reading, read)))
    shown: dict[str, Evidence] = {}
    for number in sorted(likeliest(chances, _LIKELY), key=lambda number: -chances[number]):
        each = read[number]
        heard = each.sentence.manner != "voice"  # in its own voice a paper reports on many people
        shown.setdefault(each.sentence.speaker if heard and each.sentence.speaker else each.text, each)
    told = sorted(shown.values(), key=in_time)
    if len(told) < _FEWEST_VOICES or not any(map(surely_answers, told)):
        return None
    return material.quoted(told)


def _apart(mentions: Sequence[SourceMention]) -> list[SourceMention]:
    """The mentions that name documents, each of which no earlier one names."""
    found: list[SourceMention] = []
    for mention in mentions:
        if mention.documents and not any(mention.documents & other.documents for other in found):
            found.append(mention)
    return found


def _heard(reading: Reading, material: Material, asked: str, name: str, mention: SourceMention) -> _Source:
    evidence = [
        each
        for each in material.found(reading, asked, _PASSAGES, mention.documents)
        if each.sentence.role in TOLD
    ]
    read = material.rank(asked, evidence)
    good = [each for each in read if each.relevance is None or each.relevance >= _LEAST]
    return _Source(name, tuple(chosen(good, None, _MOST, _WITHIN)) if good else ())


def _draft(material: Material, sources: Sequence[_Source]) -> Draft:
    writer = material.writer([each for source in sources for each in source.evidence])
    sides, missing = [], []
    for source in sources:
        markers = [writer.quote(each) for each in source.evidence]
        if not markers:
            missing.append(f"what {source.name} says")
            writer.silence(f"{source.name}: nothing on this point in these documents.")
        sides.append(Side(source.name, tuple(m for m in markers if m is not None), not markers))
    return Draft(
        "partial" if missing else "answered",
        tuple(writer.sentences),
        tuple(writer.citations),
        tuple(sides),
        missing=tuple(missing),
    )
