"""Who claims what: the reports, studies and reviews of an affair, and each assertion that they make.

A work is a document of the kind `report`, or a speaker that the documents call a report. Its assertions stand in its
own text and partly again in the press; each claim is kept once, in its best version.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.embedding.embedder import Vector
from rag.overviews.work_sentences import is_a_sentence, tells_of_the_work
from rag.parties.parties import Parties, Party
from rag.parties.speaker_keys import key_of, work_of
from rag.storage.catalogue import CatalogueEntry
from rag.storage.library import Library
from rag.text.leaning import leans
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import bases, finite
from rag.text.repeats import says_again
from rag.text.tokens import REPORTING_STEMS, stem, telling_stems
from rag.types import Document, Passage, Sentence

_FEWEST = 4  # content words; a sentence with fewer asserts nothing that could be answered
_ALIKE, _SHARED = 0.75, 0.4  # cosine and shared words, between a claim in a paper's words and in the report's
CLAIMING_WORKS = lexicon.words("works", "claims")
_OF_CLAIMING = REPORTING_STEMS | frozenset(map(stem, CLAIMING_WORKS | bases("leads_in")))
_VERBS = lexicon.alternatives(finite(lambda verb: verb.speaks))
_IS = lexicon.alternatives(lexicon.words("stop_words", "be"))
_ARTICLES = lexicon.alternatives(lexicon.words("stop_words", "article"))
_QUESTION = re.compile(r"\?[”\"’']?$")


@dataclass(frozen=True, slots=True)
class Claimant:
    """A work that makes claims. What its `people` say is not an answer to it."""

    name: str
    party: Party | None
    people: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """All names of the work and of those who speak for it."""
        return self.people.union((self.name,), self.party.aliases if self.party else ())


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """A claim in one sentence. `said` are the stems of its content words, without the claimant's name."""

    claimant: Claimant
    document: Document
    passage: Passage
    sentence: Sentence
    vector: Vector
    said: frozenset[str]

    @property
    def text(self) -> str:
        return self.document.text[self.sentence.start : self.sentence.end]


def claims_of(library: Library, parties: Parties) -> dict[Claimant, list[ClaimMention]]:
    """Every claim of every work, each once; the work with most claims comes first."""
    found: dict[Claimant, list[ClaimMention]] = {}
    for entry, claiming in _claiming(library.catalogue(), parties):
        for mention in _mentions(library, entry, claiming):
            found.setdefault(mention.claimant, []).append(mention)
    return {
        claimant: distinct(found[claimant]) for claimant in sorted(found, key=lambda each: -len(found[each]))
    }


def distinct(mentions: Sequence[ClaimMention]) -> list[ClaimMention]:
    """Each claim once, in the order given: the work's own wording before a paper's, then the fullest."""
    kept: list[ClaimMention] = []
    for each in sorted(mentions, key=_preference):
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    place = {id(each): number for number, each in enumerate(mentions)}
    return sorted(kept, key=lambda each: place[id(each)])


def _preference(mention: ClaimMention) -> tuple[bool, bool, bool, int]:
    metadata = mention.document.metadata
    return (
        metadata.text_type == "summary",
        metadata.kind != "report",
        mention.sentence.manner == "reported",
        -len(mention.said),
    )


def _same(one: ClaimMention, other: ClaimMention) -> bool:
    if says_again(one.said, other.said):
        return True
    ours, theirs = (frozenset(filter(str.isdigit, said)) for said in (one.said, other.said))
    if ours and theirs and not ours & theirs:
        return False  # different figures make different claims
    shared = len(one.said & other.said) / min(len(one.said), len(other.said))
    return shared >= _SHARED and float(one.vector @ other.vector) >= _ALIKE


class _Works:
    """The works of a catalogue, one `Claimant` for each name, and who wrote the reports of each party."""

    def __init__(self, reports: Iterable[CatalogueEntry], parties: Parties) -> None:
        self._parties = parties
        self._made: dict[str, Claimant] = {}
        self.authors: dict[str, set[str]] = {}  # a publisher's party → the keys of its reports' authors
        for entry in reports:
            party = parties.of(entry.metadata.publisher)
            if party is not None:
                self.authors.setdefault(party.key, set()).update(_authors(entry))

    def claimant(self, name: str, party: Party | None) -> Claimant:
        if name not in self._made:
            people = party.speakers | self.authors.get(party.key, set()) if party else frozenset()
            self._made[name] = Claimant(name, party, people)
        return self._made[name]

    def behind(self, speaker: str, entry: CatalogueEntry, own: Party | None) -> Claimant | None:
        """The work that a speaker of a document stands for; `own` is the publisher of that document if a report."""
        party = self._parties.of(speaker)
        work = work_of(speaker) in CLAIMING_WORKS
        reporting = party is not None and (party.key in self.authors or work_of(party.name) in CLAIMING_WORKS)
        if party is not None and reporting and (work or entry.metadata.kind == "report"):
            return self.claimant(party.name, party)
        if work:
            return self.claimant(speaker[:1].upper() + speaker[1:], party)
        if own is not None and key_of(speaker) in self.authors[own.key]:
            return self.claimant(own.name, own)
        return None


def _claiming(
    catalogue: Iterable[CatalogueEntry], parties: Parties
) -> Iterator[tuple[CatalogueEntry, Mapping[str | None, Claimant]]]:
    """Each document in which a work claims something, by date, with the speakers that stand for a work."""
    entries = sorted(catalogue, key=lambda entry: (entry.metadata.date or "9", entry.document_id))
    works = _Works((entry for entry in entries if entry.metadata.kind == "report"), parties)
    for entry in entries:
        claiming: dict[str | None, Claimant] = {}
        own: Party | None = None
        if entry.metadata.kind == "report":
            own = parties.of(entry.metadata.publisher)
            name = own.name if own else entry.metadata.publisher or entry.metadata.title or entry.path
            claiming[entry.metadata.publisher] = works.claimant(name, own)
        for speaker in entry.speakers:
            claimant = works.behind(speaker, entry, own)
            if claimant is not None:
                claiming[speaker] = claimant
        # "Acme" means the report if the same document has called it "the Acme report".
        quoted = {each.party for each in claiming.values()}
        for speaker in entry.speakers:
            party = parties.of(speaker)
            by_name = party is not None and party in quoted and speaker in party.aliases
            if party is not None and by_name and party.key in works.authors:
                claiming.setdefault(speaker, works.claimant(party.name, party))
        if claiming:
            yield entry, claiming


def _authors(entry: CatalogueEntry) -> list[str]:
    return [
        key_of(name) for name in re.split(r"\s*(?:,|;|&|\band\b)\s*", entry.metadata.author or "") if name
    ]


def _mentions(
    library: Library, entry: CatalogueEntry, claiming: Mapping[str | None, Claimant]
) -> Iterator[ClaimMention]:
    document = library.document(entry.document_id)
    summary = document.metadata.text_type == "summary"
    ids = library.passage_ids([document.id])
    passages = library.passages(ids)
    named = [
        (telling_of(claimant.names, or_the_work=True), claimant)
        for claimant in dict.fromkeys(claiming.values())
    ]
    seen: set[int] = set()
    for id, (sentences, vectors) in library.sentence_vectors(ids).items():
        for sentence, vector in zip(sentences, vectors, strict=False):
            if sentence.start in seen or sentence.role not in ("body", "item"):
                continue
            seen.add(sentence.start)
            text = document.text[sentence.start : sentence.end]
            claimant = claiming.get(sentence.speaker)
            if claimant is None or (summary and sentence.manner == "voice"):
                # In the voice of a paper or of a summary it is a claim only if the sentence names the work.
                own = sentence.manner == "voice"
                claimant = next((who for pattern, who in named if own and _tells(pattern, text)), None)
            if claimant is not None and _asserts(text, sentence.speaker):
                said = telling_stems(text) - _OF_CLAIMING - telling_stems(claimant.name)
                if len(said) >= _FEWEST:
                    yield ClaimMention(claimant, document, passages[id], sentence, vector, said)


def telling_of(names: Iterable[str], or_the_work: bool = False) -> re.Pattern[str]:
    """Matches one of these names followed by a speech verb: "the Acme report warns", "the review asks"."""
    works = "|".join(CLAIMING_WORKS)
    who = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    whom = rf"(?:{who})(?:[’']s)?(?:\s+(?:{works}))?"
    if or_the_work:
        whom = rf"(?:{whom}|[Tt]he\s+(?:{works}))"
    title = r"(?:\s+[“\"‘'][^”\"]+[”\"])?"
    return re.compile(rf"(?<!\w){whom}{title},?\s+(?:also\s+)?(?:{_VERBS})(?!\w)")


def _tells(telling: re.Pattern[str], text: str) -> bool:
    """Whether a paper's own sentence reports a claim; with "I" or "we" before it, the writer makes the claim."""
    found = telling.search(text)
    return found is not None and not re.search(r"\b(?:I|[Ww]e)\b", text[: found.start()])


def _asserts(text: str, speaker: str | None) -> bool:
    if not is_a_sentence(text) or _QUESTION.search(text) or leans(text) or tells_of_the_work(text):
        return False
    # "“A Home for All” is a report by the Housing Trust" is about a work, not a claim of the work.
    of_it = rf"\b(?:{_IS})\s+(?:{_ARTICLES})\s+(?:[\w’'-]+\s+){{0,2}}?{re.escape(speaker or '')}"
    return not (speaker and re.search(of_it, text))
