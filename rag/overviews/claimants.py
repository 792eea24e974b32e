"""Who claims what: the reports, studies and reviews of an affair, and each thing that one of them asserts.

A report is a document of that kind, or a speaker whom the documents call one. What it asserts stands in its own text,
and again, in part, in the press; each claim is kept once, where it is told best.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.embedding.embedder import Vector
from rag.parties.parties import Parties, Party, key_of, work_of
from rag.storage.catalogue import CatalogueEntry
from rag.storage.library import Library
from rag.text.repeats import says_again
from rag.text.tokens import REPORTING_STEMS, stems, telling_stems
from rag.types import Document, Passage, Sentence

_FEWEST = 4  # telling words; a sentence of fewer asserts nothing that could be answered
_ALIKE, _SHARED = 0.75, 0.4  # cosine, and words in common: a claim in a paper's words and in the report's own
CLAIMING_WORKS = frozenset(
    ("report", "study", "review", "audit", "analysis", "inquiry", "survey", "research")
)
_OF_CLAIMING = (
    REPORTING_STEMS | stems(" ".join(CLAIMING_WORKS)) | stems("claim argue find found conclude warn call")
)
_VERBS = (
    r"says?|said|states?|argue[sd]?|claim(?:s|ed)?|finds?|found|concludes?|warns?|adds?|calls?|asks?|wants?|charges?|"
    r"faults?|blames?|criticis\w+|accuses?|names?|holds|believes?|thinks?|describes?|estimates?|proposes?|recommends?|"
    r"urges?|demands?|maintains?|insists?|confirm(?:s|ed)|announce[sd]?|den(?:y|ies|ied)|repl(?:y|ies|ied)|respond(?:s|ed)|"
    r"answer(?:s|ed)|rejects?(?:ed)?|accept(?:s|ed)|agree[sd]?|disagree[sd]?|defend(?:s|ed)|welcome[sd]?|acknowledge[sd]?"
)
_QUESTION = re.compile(r"\?[”\"’']?$")
# It leans on the sentence before, so that by itself nobody can tell what it asserts.
_LEANS = re.compile(
    r"^[“\"‘']?(?:that|this|these|those|it|they|he|she)\s+(?:is|was|are|were|has|had|do|does|did)\b",
    re.IGNORECASE,
)


# What a work is for, what it only mentions, and that several works differ: nobody would answer that.
_OF_THE_WORK = re.compile(
    r"\b(?:aims?|purpose|objectives?)\b[^.]{0,40}?\b(?:is|are|was|were)\s+to\b|\bmention(?:s|ed)\b"
    # How it was made.
    r"|^We\s+(?:also\s+|then\s+)?(?:read|visited|interviewed|spoke|met|wrote|examined|looked|collected|analysed|received|"
    r"thank|are grateful)\b|\b(?:gave|sent|lent|spoke to)\s+us\b"
    r"|\b(?:studies|reports|sources|accounts|papers|documents)\s+(?:differ|disagree|conflict|do not agree)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claimant:
    """A work that claims. Whatever its `people` say is no answer to it."""

    name: str
    party: Party | None
    people: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """All that it and who speaks for it are called."""
        return self.people.union((self.name,), self.party.aliases if self.party else ())


@dataclass(frozen=True, slots=True)
class Told:
    """A claim at one place. `said` are the stems of its telling words, without those that name who claims."""

    claimant: Claimant
    document: Document
    passage: Passage
    sentence: Sentence
    vector: Vector
    said: frozenset[str]

    @property
    def text(self) -> str:
        return self.document.text[self.sentence.start : self.sentence.end]


def claims_of(library: Library, parties: Parties) -> dict[Claimant, list[Told]]:
    """Every claim of every work, each once; the work that is told of most comes first."""
    found: dict[Claimant, list[Told]] = {}
    for entry, claiming in _claiming(library.catalogue(), parties):
        for told in _told_in(library, entry, claiming):
            found.setdefault(told.claimant, []).append(told)
    return {
        claimant: distinct(found[claimant]) for claimant in sorted(found, key=lambda each: -len(found[each]))
    }


def distinct(told: Sequence[Told]) -> list[Told]:
    """Each claim once, in the order of their documents: the work's own words before a paper's, the fullest first."""
    kept: list[Told] = []
    for each in sorted(told, key=_standing):
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    place = {id(each): number for number, each in enumerate(told)}
    return sorted(kept, key=lambda each: place[id(each)])


def _standing(told: Told) -> tuple[bool, bool, bool, int]:
    metadata = told.document.metadata
    return (
        metadata.text_type == "summary",
        metadata.kind != "report",
        told.sentence.manner == "reported",
        -len(told.said),
    )


def _same(one: Told, other: Told) -> bool:
    if says_again(one.said, other.said):
        return True
    ours, theirs = (frozenset(filter(str.isdigit, said)) for said in (one.said, other.said))
    if ours and theirs and not ours & theirs:
        return False  # 61 without a reason, and 84 for the weather
    shared = len(one.said & other.said) / min(len(one.said), len(other.said))
    return shared >= _SHARED and float(one.vector @ other.vector) >= _ALIKE


def _claiming(
    catalogue: Iterable[CatalogueEntry], parties: Parties
) -> Iterator[tuple[CatalogueEntry, Mapping[str | None, Claimant]]]:
    """Each document in which a work claims something, and which of its speakers are the work; by date."""
    entries = sorted(catalogue, key=lambda entry: (entry.metadata.date or "9", entry.document_id))
    reports = [entry for entry in entries if entry.metadata.kind == "report"]
    authors: dict[str, set[str]] = {}
    for entry in reports:
        party = parties.of(entry.metadata.publisher)
        if party is not None:
            authors.setdefault(party.key, set()).update(_authors(entry))
    made: dict[str, Claimant] = {}

    def claimant(name: str, party: Party | None) -> Claimant:
        if name not in made:
            people = (party.speakers if party else frozenset()) | authors.get(
                party.key if party else "", set()
            )
            made[name] = Claimant(name, party, people)
        return made[name]

    for entry in entries:
        own = parties.of(entry.metadata.publisher) if entry.metadata.kind == "report" else None
        claiming: dict[str | None, Claimant] = {}
        if entry.metadata.kind == "report":
            name = own.name if own else entry.metadata.publisher or entry.metadata.title or entry.path
            claiming[entry.metadata.publisher] = claimant(name, own)
        for speaker in entry.speakers:
            party = parties.of(speaker)
            work = work_of(speaker) in CLAIMING_WORKS
            reporting = party is not None and (party.key in authors or work_of(party.name) in CLAIMING_WORKS)
            if party is not None and reporting and (work or entry.metadata.kind == "report"):
                claiming[speaker] = claimant(party.name, party)
            elif work:
                claiming[speaker] = claimant(speaker[:1].upper() + speaker[1:], party)
            elif own is not None and key_of(speaker) in authors[own.key]:
                claiming[speaker] = claimant(own.name, own)
        # "Impower" is the report where the same paper has called it "the Impower report".
        heard = {each.party for each in claiming.values()}
        for speaker in entry.speakers:
            party = parties.of(speaker)
            if party in heard and party is not None and speaker in party.aliases and party.key in authors:
                claiming.setdefault(speaker, claimant(party.name, party))
        if claiming:
            yield entry, claiming


def _authors(entry: CatalogueEntry) -> list[str]:
    return [
        key_of(name) for name in re.split(r"\s*(?:,|;|&|\band\b)\s*", entry.metadata.author or "") if name
    ]


def _told_in(
    library: Library, entry: CatalogueEntry, claiming: Mapping[str | None, Claimant]
) -> Iterator[Told]:
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
                # The voice of a paper or of a summary: a claim only where it says whose.
                own = sentence.manner == "voice"
                claimant = next((who for pattern, who in named if own and _tells(pattern, text)), None)
            if claimant is not None and _asserts(text, sentence.speaker):
                said = telling_stems(text) - _OF_CLAIMING - telling_stems(claimant.name)
                if len(said) >= _FEWEST:
                    yield Told(claimant, document, passages[id], sentence, vector, said)


def telling_of(names: Iterable[str], or_the_work: bool = False) -> re.Pattern[str]:
    """Finds who is called so with a verb of saying after it: "the Tallow report warns", "the review asks"."""
    works = "|".join(CLAIMING_WORKS)
    who = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    whom = rf"(?:{who})(?:[’']s)?(?:\s+(?:{works}))?"
    if or_the_work:
        whom = rf"(?:{whom}|[Tt]he\s+(?:{works}))"
    title = r"(?:\s+[“\"‘'][^”\"]+[”\"])?"
    return re.compile(rf"(?<!\w){whom}{title},?\s+(?:also\s+)?(?:{_VERBS})(?!\w)")


def _tells(telling: re.Pattern[str], text: str) -> bool:
    """Whether a paper's own sentence tells a claim: "I would urge what the review proposed" urges something itself."""
    found = telling.search(text)
    return found is not None and not re.search(r"\b(?:I|[Ww]e)\b", text[: found.start()])


def _asserts(text: str, speaker: str | None) -> bool:
    if _QUESTION.search(text) or _LEANS.match(text) or _OF_THE_WORK.search(text):
        return False
    # "“A Home for All” is a report by the Housing Trust" is said of a work, and not by it.
    of_it = rf"\b(?:is|was|are|were)\s+(?:an?|the)\s+(?:[\w’'-]+\s+){{0,2}}?{re.escape(speaker or '')}"
    return not (speaker and re.search(of_it, text))
