"""For whom somebody acts or writes, as the letter says: "We act for Acme Water", "I write on behalf of Holt Council".

What a lawyer says in a client's name is the client's own word in the affair, wherever the lawyer is heard on nothing
but the client's matter.
"""

import re
from collections.abc import Iterator

from rag.parties.papers import Papers
from rag.parties.speaker_keys import key_of
from rag.storage.catalogue import CatalogueEntry
from rag.text.lexicon import tables as lexicon
from rag.text.name_aliases import is_short_for
from rag.text.names import proper_names

_LETTERS = ("response", "official", "other")  # kinds of document that may be a letter or a mail
_MOST = 400  # of them read
_HEARD_IN = 20  # documents; who is heard in more speaks on many matters
_NAMED = 120  # characters in which the name of a client ends
_ACTS = re.compile(rf"\b(?i:{lexicon.phrases('role_words', 'acts')}),?\s+(?:the\s+)?(?=[A-ZÀ-Þ])")


def clients(library: Papers) -> dict[str, str]:
    """Those for whom others act or write, by the key of who does; nobody for whom that changes."""
    heard: dict[str, set[str]] = {}
    for entry in library.catalogue():
        for speaker in entry.speakers:
            heard.setdefault(key_of(speaker), set()).add(entry.document_id)
    told: dict[str, set[str]] = {}
    for speaker, client in _told(library):
        told.setdefault(key_of(speaker), set()).add(client)
    found = {}
    for speaker, several in told.items():
        client = max(several, key=lambda name: (len(name), name))
        if all(is_short_for(each, client) for each in several) and _only_of(client, heard[speaker], library):
            found[speaker] = client
    return found


def _told(library: Papers) -> Iterator[tuple[str, str]]:
    """Each speaker who says, of himself, for whom he acts, with the client's name."""
    letters: list[CatalogueEntry] = [
        entry for entry in library.catalogue() if entry.metadata.kind in _LETTERS and entry.speakers
    ]
    texts = library.texts({entry.document_id for entry in letters[:_MOST]})
    for id in sorted(texts):
        if _ACTS.search(texts[id]) is None:
            continue
        document = library.document(id)
        for sentence in document.sentences:
            acts = _ACTS.search(document.text, sentence.start, sentence.end)
            if acts is None or sentence.speaker is None or sentence.manner == "reported":
                continue
            behind = document.text[acts.end() : min(sentence.end, acts.end() + _NAMED)]
            name = next(iter(proper_names(behind, with_and=True, begins_sentence=False)), None)
            if name is not None and name.start == 0 and key_of(name.text) != key_of(sentence.speaker):
                yield sentence.speaker, key_of(name.text)


def _only_of(client: str, documents: set[str], library: Papers) -> bool:
    """Whether every document in which somebody is heard names the client: a member of parliament who writes for one
    family speaks on much else."""
    first = client.split()[0]
    return len(documents) <= _HEARD_IN and all(first in text for text in library.texts(documents).values())
