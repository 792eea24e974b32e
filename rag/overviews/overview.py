"""The affair at a glance: who says what, the dispute point by point, its days, what to read, fetch, and count once.

It is made of the claims, the timeline, the parties and the catalogue; every sentence in it is a citation.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from threading import Thread

from rag.errors import Closing
from rag.overviews.claims import Claim, Claims
from rag.overviews.reading_list import Listed, ToRead, copies, originals_wanted, reading_list
from rag.overviews.timeline import Timeline
from rag.overviews.timeline_rows import TimelineRow
from rag.overviews.voices import Centre, Voice, at_the_centre, can_be_read_alone, centre_of, is_ended, voices
from rag.parties.affiliations import bodies
from rag.parties.parties import Parties
from rag.storage.derived import Derived
from rag.storage.stores import Stores
from rag.types import Citation

_POINTS = 10
_DAYS = 12
_READ_FOR_DAYS = 500  # rows of the timeline of which the most central are taken


@dataclass(frozen=True, slots=True)
class Overview:
    """Citations are numbered through it. `points` are claims with what others say to them, those with an answer first;
    `days` are told days of what is most central, in order; `wanted` are held as summaries only; `copies` are groups of
    documents that count as one source."""

    documents: int
    passages: int
    parties: tuple[Voice, ...]
    points: tuple[Claim, ...]
    days: tuple[TimelineRow, ...]
    read_first: tuple[ToRead, ...]
    wanted: tuple[Listed, ...]
    copies: tuple[tuple[Listed, ...], ...]


class Overviews:
    """The overview of one library, made once for each revision of it."""

    def __init__(self, stores: Stores, claims: Claims, timeline: Timeline) -> None:
        self._stores = stores
        self._claims = claims
        self._timeline = timeline
        self._kept = Derived(stores, self._make)
        self._preparing: Thread | None = None

    def now(self) -> Overview:
        """The current overview. Raises StaleIndex."""
        return self._kept.now()

    def prepare(self) -> None:
        """Make it in the background, so that nobody waits for it; not once the stores are being closed."""
        if self._preparing is None or not self._preparing.is_alive():
            with suppress(Closing):
                self._preparing = self._stores.background.start("overview", self._kept.now)

    def _make(self) -> Overview:
        library = self._stores.library
        speaking_for = bodies(library)
        parties = Parties(library.catalogue(), speaking_for)
        centre = centre_of(library)
        held = library.counts()
        made = Overview(
            held["documents"],
            held["passages"],
            tuple(voices(library, parties, speaking_for, centre)),
            self._points(centre),
            self._days(centre),
            tuple(reading_list(library, parties)),
            tuple(originals_wanted(library.catalogue())),
            tuple(copies(library)),
        )
        return _numbered(made)

    def _days(self, centre: Centre | None) -> tuple[TimelineRow, ...]:
        """The dated sentences that are most central, each once and one for each date, in order."""
        dated: dict[tuple[str, int], TimelineRow] = {}
        for row in self._timeline.rows(limit=_READ_FOR_DAYS):
            if can_be_read_alone(row.citation.quote) and is_ended(row.citation.quote):
                dated.setdefault((row.citation.document_id, row.citation.start), row)
        rows = tuple(dated.values())
        near = at_the_centre(self._stores.library, [row.citation for row in rows], centre)
        best: dict[str, int] = {}
        for place, row in enumerate(rows):
            if row.date not in best or near[place] > near[best[row.date]]:
                best[row.date] = place
        kept = sorted(best.values(), key=lambda place: -near[place])[:_DAYS]
        return tuple(rows[place] for place in sorted(kept))

    def _points(self, centre: Centre | None) -> tuple[Claim, ...]:
        """The claims to which somebody says something, then of the others those that are most central."""
        claims = self._claims.rows()
        near = at_the_centre(self._stores.library, [each.claim for each in claims], centre)
        answered = [any(not answer.silent for answer in claim.answers) for claim in claims]
        order = sorted(range(len(claims)), key=lambda place: (not answered[place], -near[place]))
        return tuple(claims[place] for place in order[:_POINTS])


def _numbered(made: Overview) -> Overview:
    """With citations numbered from 1 on, in the order in which they are read."""
    numbers: Iterator[int] = count(1)

    def cited(citation: Citation) -> Citation:
        return replace(citation, marker=next(numbers))

    def several(citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(map(cited, citations))

    return replace(
        made,
        parties=tuple(replace(each, citations=several(each.citations)) for each in made.parties),
        points=tuple(_point(each, cited) for each in made.points),
        days=tuple(replace(each, citation=cited(each.citation)) for each in made.days),
        read_first=tuple(replace(each, citations=several(each.citations)) for each in made.read_first),
    )


def _point(claim: Claim, cited: Callable[[Citation], Citation]) -> Claim:
    return replace(
        claim,
        claim=cited(claim.claim),
        answers=tuple(
            replace(
                answer,
                citations=tuple(map(cited, answer.citations)),
                on_the_work=cited(answer.on_the_work) if answer.on_the_work else None,
            )
            for answer in claim.answers
        ),
    )
