"""What each party says, in the sentences that are most central to all that it says, each once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rag.answering.citations import cite
from rag.embedding.embedder import Vector
from rag.overviews.work_sentences import is_a_sentence
from rag.parties.parties import Parties, Party
from rag.storage.library import Library
from rag.text.leaning import opens_leaning
from rag.text.repeats import says_again
from rag.text.tokens import telling_stems
from rag.types import Citation, Evidence, Hit

_PARTIES = 8
_CONSIDERED = 48  # parties of which what they say is counted
_SENTENCES = 3  # of each
_READ = 200  # passages in which a party is heard
_FEWEST = 5  # words that tell
_LOT = 2000  # passages whose vectors are summed up at once
_OF_THE_AFFAIR = 0.5  # of the nearness to all documents, beside that to what the party says
_OWN_WORDS = 0.1  # of a quotation, beside a sentence that reports what is said
_ENDS, _CLOSING = (".", "!", "…"), "”\"’')]"  # of a sentence; what is quoted of one may end without
_ALIKE = 0.85  # cosine, from which on two sentences say the same

Centre = Vector  # of length 1


@dataclass(frozen=True, slots=True)
class Voice:
    """A party, the people who speak for it, how many documents quote it, and what it says, by date.

    `leading` is the place among its citations of the one that tells most.
    """

    party: str
    people: tuple[str, ...]
    documents: int
    citations: tuple[Citation, ...]
    leading: int = 0


@dataclass(frozen=True, slots=True)
class _Voiced:
    evidence: Evidence
    vector: Vector


def centre_of(library: Library) -> Centre | None:
    """The mean direction of all passages; None where the Library keeps no vectors."""
    total: Vector | None = None
    for lot in library.vectors(_LOT):
        summed = np.sum(list(lot.values()), axis=0)
        total = summed if total is None else total + summed
    return None if total is None else _unit(total)


def voices(
    library: Library, parties: Parties, speaking_for: Mapping[str, str], centre: Centre | None
) -> Iterator[Voice]:
    """The parties that are reported on, those in most documents first; a party that is only named is left out.

    What several say together is given once. `speaking_for` has the body of each person who speaks for one.
    """
    found = 0
    given: set[tuple[str, int]] = set()
    for party, heard in _foremost(library, parties):
        if found == _PARTIES:
            return
        said = [each for each in heard if _place(each.evidence) not in given]
        if not said:
            continue
        found += 1
        chosen = sorted(_central(said, centre), key=lambda each: each.hit.metadata.date or "9")
        given.update(map(_place, chosen))
        people = sorted(person for person, body in speaking_for.items() if body in party.aliases)
        yield Voice(
            party.name,
            tuple(people),
            len(party.documents),
            tuple(
                cite(each, number, library.pages(each.hit.passage.document_id))
                for number, each in enumerate(chosen, 1)
            ),
            max(range(len(chosen)), key=lambda place: len(chosen[place].stems)),
        )


def _foremost(library: Library, parties: Parties) -> list[tuple[Party, list[_Voiced]]]:
    """The parties in most documents, and of those in equally many the ones that say most, with what each says."""
    disputants = parties.disputants()
    least = disputants[: 2 * _PARTIES][-1].weight if disputants else 0
    heard = [(party, _said(library, party)) for party in disputants[:_CONSIDERED] if party.weight >= least]
    return sorted(heard, key=lambda pair: (-pair[0].weight, -len(pair[1])))


def _place(evidence: Evidence) -> tuple[str, int]:
    return evidence.hit.passage.document_id, evidence.sentence.start


def at_the_centre(library: Library, citations: Sequence[Citation], centre: Centre | None) -> list[float]:
    """How near each cited sentence is to the centre: a cosine, 0 where that is not known."""
    if centre is None:
        return [0.0] * len(citations)
    read = library.sentence_vectors({each.passage_id for each in citations})
    near = []
    for each in citations:
        sentences, vectors = read.get(each.passage_id, ((), np.zeros((0, len(centre)))))
        place = next((n for n, one in enumerate(sentences) if one.start <= each.start < one.end), None)
        near.append(0.0 if place is None else float(vectors[place] @ centre))
    return near


def _said(library: Library, party: Party) -> list[_Voiced]:
    """The sentences of a party that can be understood alone."""
    ids = sorted(library.narrowing.hearing(frozenset(party.speakers)))[:_READ]
    passages = library.passages(ids)
    known = library.metadata({passage.document_id for passage in passages.values()})
    found: dict[tuple[str, int], _Voiced] = {}
    for id, (sentences, vectors) in library.sentence_vectors(passages).items():
        hit = Hit(passages[id], known[passages[id].document_id], 0.0)
        for sentence, vector in zip(sentences, vectors, strict=False):
            text = hit.passage.text[sentence.start - hit.passage.start : sentence.end - hit.passage.start]
            told = sentence.manner == "direct" or is_ended(text)
            if (
                sentence.speaker in party.speakers
                and sentence.role in ("body", "item")
                and told
                and can_be_read_alone(text)
            ):
                evidence = Evidence(hit, sentence, text, 0.0, 0.0, telling_stems(text))
                found.setdefault(_place(evidence), _Voiced(evidence, vector))
    return list(found.values())


def can_be_read_alone(text: str) -> bool:
    """Can a sentence be read alone? It asks nothing, has enough words, not all of them of a cover or a signature, and
    opens with no "it" or "this"."""
    whole = len(telling_stems(text)) >= _FEWEST and is_a_sentence(text)
    return whole and not opens_leaning(text) and "?" not in text[-2:]


def is_ended(text: str) -> bool:
    """Does it end as a sentence does, and not as a heading or a list of those present?"""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def _central(said: Sequence[_Voiced], centre: Centre | None) -> list[Evidence]:
    """The sentences nearest to what the party says in all and to the affair, each once."""
    vectors = np.stack([each.vector for each in said])
    near = vectors @ _unit(vectors.mean(axis=0))
    if centre is not None:
        near = near + _OF_THE_AFFAIR * (vectors @ centre)
    near = near + _OWN_WORDS * np.array([each.evidence.sentence.manner == "direct" for each in said])
    chosen: list[_Voiced] = []
    for place in np.argsort(-near):
        each = said[int(place)]
        again = any(
            float(each.vector @ other.vector) >= _ALIKE
            or says_again(each.evidence.stems, other.evidence.stems)
            for other in chosen
        )
        if not again:
            chosen.append(each)
        if len(chosen) == _SENTENCES:
            break
    return [each.evidence for each in chosen]


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)
