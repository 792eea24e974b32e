"""Evidence in, an answer out: verbatim sentences, each led in by what is known of who says it and where.

Without a model nothing is worded freely: what is not quotation is made from metadata, or says that the documents
are silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.asked import NEGATED
from rag.cite import cite, lead_in, shown
from rag.evidence import Reason
from rag.figures import figures
from rag.listing import listed
from rag.sides import Stand
from rag.types import AnswerSentence, Citation, Evidence, Page, Side, Status

_MOST = 5  # citations of a plain answer
_ENOUGH = 0.65  # of the best score; what bears less on the question is left out
_SAME = 0.7  # of the words shared: the same thing said again, by a caption or a reprint

Pages = Mapping[str, Sequence[Page]]  # by document id


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it has an id."""

    status: Status
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    sides: tuple[Side, ...] = ()
    reason: Reason | None = None
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentences with their markers, one a paragraph."""
        return "\n\n".join(
            " ".join([sentence.text, "".join(f"[{marker}]" for marker in sentence.citations)]).rstrip()
            for sentence in self.sentences
        )


class Writer:
    """Numbers citations as sentences come in; a place that was cited before keeps its number."""

    def __init__(self, pages: Pages, quoted_characters: int) -> None:
        self.sentences: list[AnswerSentence] = []
        self.citations: list[Citation] = []
        self._pages = pages
        self._left = dict.fromkeys(pages, quoted_characters)
        self._led_in_by = ""

    def quote(self, evidence: Evidence, before: str = "") -> int | None:
        """Add a sentence of a source; gives its marker, None where enough of that document is quoted already.

        The lead-in is left out where the sentence before it had the same.
        """
        id = evidence.hit.passage.document_id
        citation = cite(evidence, len(self.citations) + 1, self._pages.get(id, ()))
        if evidence.hit.metadata.text_type == "original":
            # Law and courtesy: an answer quotes of an original only so much.
            if self._left.get(id, 0) < len(citation.quote) and self.citations:
                return None
            self._left[id] = self._left.get(id, 0) - len(citation.quote)
        led = lead_in(citation)
        text = (
            shown(citation) if led == self._led_in_by and not before else f"{before}{led} {shown(citation)}"
        )
        self._led_in_by = led
        kind: Literal["quote", "paraphrase"] = "paraphrase" if citation.text_type == "summary" else "quote"
        self.citations.append(citation)
        self.sentences.append(AnswerSentence(text, kind, "verified", (citation.marker,)))
        return citation.marker

    def silence(self, text: str) -> None:
        """Add a sentence that says what the documents do not say."""
        self._led_in_by = ""
        self.sentences.append(AnswerSentence(text, "silence", "verified"))


def answer_plainly(
    evidence: Sequence[Evidence], pages: Pages, quoted_characters: int, wants_list: bool = False
) -> Draft:
    """The best sentences, those of one source together; a list whole, where a source gives one."""
    writer = Writer(pages, quoted_characters)
    for each in listed(evidence, wants_list) or grouped(chosen(evidence)):
        writer.quote(each)
    return Draft("answered", tuple(writer.sentences), tuple(writer.citations))


def answer_by_party(stands: Sequence[Stand], pages: Pages, quoted_characters: int) -> Draft:
    """Each party in turn: what it says on the point, or that it says nothing, and what comes nearest."""
    writer = Writer(pages, quoted_characters)
    sides = []
    for stand in stands:
        name = stand.party.name
        if stand.silent:
            writer.silence(f"{name}: nothing on this point in these documents.")
            for number, each in enumerate(stand.evidence):
                opening = "All that is quoted of it: " if stand.whole else "Nearest: "
                writer.quote(each, before=opening if number == 0 else "")
            sides.append(Side(name, (), True))
        else:
            markers = [
                writer.quote(each, before=f"{name}: " if n == 0 else "")
                for n, each in enumerate(stand.evidence)
            ]
            sides.append(Side(name, tuple(marker for marker in markers if marker is not None), False))
    status: Status = "answered" if not any(stand.silent for stand in stands) else "partial"
    return Draft(status, tuple(writer.sentences), tuple(writer.citations), tuple(sides))


def chosen(evidence: Sequence[Evidence], most: int = _MOST) -> list[Evidence]:
    """The sentences that bear on the question nearly as much as the best, each thing said once."""
    found: list[Evidence] = []
    for each in evidence:
        if len(found) == most or each.score < _ENOUGH * evidence[0].score:
            break
        if not any(_say_the_same(each, other) for other in found):
            found.append(each)
    return found


def grouped(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best first; then the others of its source as they follow each other there, then the next source's."""
    sources: dict[tuple[str, str | None], list[Evidence]] = {}
    for each in evidence:
        sources.setdefault((each.hit.passage.document_id, each.sentence.speaker), []).append(each)
    found = []
    for number, several in enumerate(sources.values()):
        first = several[:1] if number == 0 else []
        found += first + sorted(several[len(first) :], key=lambda each: each.sentence.start)
    return found


def _say_the_same(one: Evidence, other: Evidence) -> bool:
    """Alike in words, and in the figures and denials on which all may turn."""
    smaller = min(len(one.stems), len(other.stems)) or 1
    if len(one.stems & other.stems) < _SAME * smaller:
        return False
    told, else_told = ({figure.value for figure in figures(each.text)} for each in (one, other))
    return (told <= else_told or else_told <= told) and bool(NEGATED.search(one.text)) == bool(
        NEGATED.search(other.text)
    )
