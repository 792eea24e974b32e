"""Which body a person speaks for, as stated in the documents: "Jo Hill, managing director of Acme Water"."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from rag.parties.clients import clients
from rag.parties.papers import Papers
from rag.parties.senders import desks
from rag.parties.speaker_keys import key_of
from rag.storage.catalogue import CatalogueEntry
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import forms
from rag.text.name_aliases import is_proper
from rag.text.tokens import WORD

_PEOPLE = 60  # those quoted most; someone quoted in one place only rarely speaks for a body
_DOCUMENTS = 3  # read per person
_OF_A_BODY = lexicon.words("body_names") | lexicon.words("speaking_nouns", "body")
_OF_A_PERSON = re.compile(r"(?:[OD][’']|Ma?c)?[A-ZÀ-Þ][a-zà-þ’'-]+")
# A person's role in a body. Without a role, "Jo Hill complained about the council" would make her its representative.
_ROLE = (
    r"(?:[a-zà-þ’'-]+\s+){0,5}?(?:and\s+)?"
    rf"(?:\w+-)?(?:{lexicon.alternatives(lexicon.words('speaking_nouns', 'role'))})"
)
_HONOURS = r"(?:,?[ \t]+[A-Z][\w.]*){0,3}"
_OFFICE = (
    rf"(?:[\w’'&-]+[ \t]+){{0,3}}?(?i:{lexicon.alternatives(lexicon.words('speaking_nouns', 'role'))})"
    r"(?:[ \t]+[\w’'&-]+){0,4}"
)
_LEADS = lexicon.alternatives(
    form for verb in lexicon.entries("leading_verbs") for form in forms(verb.word).third
)


def _said(tag: str) -> str:
    return f"(?:{lexicon.phrases('role_words', tag)})"


_LETTERS = 400  # of no other kind, read for how they are signed
# An office at the head of a body, alone on its line: "Chief Inspector"
_HEADS = (
    rf"(?:[\w’'&-]+[ \t]+){{0,3}}?(?i:{lexicon.alternatives(lexicon.words('office_words', 'head'))})"
    r"[ \t]*(?=\n|$|,)"
)
_ISSUED = ("response", "official")  # kinds of document in which a body speaks for itself
_NAMED = 2  # times that papers name a body that is heard in no word of its own, at least
_PERSON, _BODY = "\x01", "\x02"
# Where a name ends: "chair of the Wend Farmers' Group" names no body that is called Wend.
_ENDS = (
    r"(?!\w)(?!(?:[’']s?)?(?:[ \t]+[A-ZÀ-Þ][\w’'-]*){0,3}?[ \t]+(?=[A-ZÀ-Þ])"
    rf"(?i:{lexicon.alternatives(lexicon.words('speaking_nouns', 'body'))})\b)"
)
_BELONGS = re.compile(
    rf"(?<!\w){_PERSON}(?:\s+of|,?\s+who\s+(?:{_LEADS}|{_said('speaks')})|,\s+(?:who\s+{_said('is')}\s+)?"
    rf"(?:{_said('opens')}\s+)?{_ROLE}(?:\s+[a-z]+){{0,4}}\s+{_said('ties')})\s+(?:the\s+)?{_BODY}{_ENDS}"
    rf"|(?<!\w){_BODY}(?:[’']s)?\s+{_ROLE},?\s+{_PERSON}(?!\w)|(?<!\w){_PERSON},\s+{_BODY}[’']s\s+{_ROLE}\b"
    # The two lines of a signature: «Jo Hill», «Managing Director, Acme Water»
    rf"|(?<!\w){_PERSON}{_HONOURS}\s*\n\s*{_OFFICE},\s+(?:the\s+)?{_BODY}{_ENDS}"
    # A list of those present: "Ms Jo Hill (Acme Water)"
    rf"|(?<!\w){_PERSON}\s+\((?:the\s+)?{_BODY}\)"
)
# A body that is heard in no word of its own: "cabinet member for housing at Oxmoor City Council".
_SERVES = re.compile(
    rf"(?<!\w){_PERSON},\s+(?:who\s+{_said('is')}\s+)?(?:{_said('opens')}\s+)?{_ROLE}(?:\s+[a-z]+){{0,4}}\s+"
    rf"{_said('ties')}\s+(?:the\s+)?(?P<body>(?:[A-ZÀ-Þ][\w’'&-]*\s+(?:[a-z]{{2,3}}\s+)?){{1,5}}"
    rf"(?i:{lexicon.alternatives(_OF_A_BODY)}))(?!\w|\s+[A-ZÀ-Þ])"
)
_THE_BODY = re.compile(r"\b[Tt]he\s+(?P<last>[A-ZÀ-Þ][\w-]+)(?![\w-]|\s+[A-ZÀ-Þ])")


def bodies(library: Papers) -> dict[str, str]:
    """The bodies that people speak for, by the person's name, read from documents in which the person is quoted."""
    quoted_in: dict[str, list[CatalogueEntry]] = {}
    described: set[str] = set()
    for entry in library.catalogue():
        if entry.metadata.publisher:
            described.add(key_of(entry.metadata.publisher))
        for speaker in entry.speakers:
            key = key_of(speaker)
            if is_proper(key):
                quoted_in.setdefault(key, []).append(entry)
            if speaker != key:
                described.add(key)  # "Ofsted spokesman": Ofsted is a body with a spokesman
    publishers = {
        key_of(entry.metadata.publisher) for entry in library.catalogue() if entry.metadata.publisher
    }
    people = sorted(
        (k for k in quoted_in if _is_person(k, quoted_in) and k not in publishers),
        key=lambda key: -len(quoted_in[key]),
    )[:_PEOPLE]
    named = {word for person in people for word in person.split()}
    others = [
        key
        for key in quoted_in
        if key not in people and (" " in key or key.isupper() or key in described or key not in named)
    ]
    texts = library.texts(
        {entry.document_id for person in people for entry in quoted_in[person][:_DOCUMENTS]}
    )
    known = _by_word(others, 0)
    ending = _by_word((name for name in others if _is_called_a_body(name)), -1)
    found = {}
    for person in people:
        near = [texts.get(entry.document_id, "") for entry in quoted_in[person][:_DOCUMENTS]]
        heard = (_body(person, known, ending, text) for text in near)
        body = next(filter(None, heard), None) or _unheard_body(person, near, publishers, texts.values())
        if body is not None:
            found[person] = body
    return clients(library) | _signed(library) | desks(library.catalogue()) | found


def _signed(library: Papers) -> dict[str, str]:
    """Who signs what a body issues speaks for it: the director under a company's letter. A paper that prints letters
    is no such body."""
    catalogue = library.catalogue()
    papers = {entry.metadata.publisher for entry in catalogue if entry.metadata.kind == "article"}
    signed: dict[str, str] = {}
    letters: dict[str, tuple[str, str]] = {}
    for entry in catalogue:
        metadata = entry.metadata
        person, body = key_of(metadata.author or ""), metadata.publisher
        if not body or body in papers or person == body or " " not in person or not _is_person(person, ()):
            continue
        if metadata.kind in _ISSUED:
            signed[person] = key_of(body)
        elif metadata.kind == "other":
            letters[entry.document_id] = (person, key_of(body))
    for id, text in library.texts(list(letters)[:_LETTERS]).items():
        person, body = letters[id]
        if re.search(rf"(?m)^\s*{re.escape(person)}{_HONOURS}\s*\n\s*{_HEADS}", text):
            signed.setdefault(person, body)  # on its paper, and with an office in it
    return signed


def _by_word(names: Iterable[str], place: int) -> dict[str, list[str]]:
    """Names by their first or last word, so that only the few that can occur in a text are searched for in it."""
    found: dict[str, list[str]] = {}
    for name in names:
        if several := WORD.findall(name):
            found.setdefault(several[place], []).append(name)
    return found


def _is_called_a_body(name: str) -> bool:
    """Whether a text that has named a body may go on to call it by its last word: "the Trust"."""
    return " " in name and name.split()[-1].casefold() in _OF_A_BODY


def _is_person(key: str, quoted: Collection[str]) -> bool:
    """Whether a key looks like a person's name: two or three capitalised words, the first never used alone."""
    words = key.split()
    capital = all(_OF_A_PERSON.fullmatch(word) for word in words)
    a_body = words[-1].casefold() in _OF_A_BODY
    return len(words) in (2, 3) and capital and not a_body and words[0] not in quoted


def _body(
    person: str, known: Mapping[str, Sequence[str]], ending: Mapping[str, Sequence[str]], text: str
) -> str | None:
    """The body that the text names beside this person with a role; longer names are tried first."""
    near = "\n\n".join(_around(person, text))
    for last in {found["last"] for found in _THE_BODY.finditer(near)}:
        meant = [name for name in ending.get(last, ()) if name in text]
        if len(meant) == 1:  # "the Trust's director", where the text names one trust
            near = re.sub(rf"\b[Tt]he\s+{re.escape(last)}(?![\w-])", meant[0], near)
    beside = [
        name for word in set(WORD.findall(near)) for name in known.get(word, ()) if name in near
    ]  # substring search first: regular expressions are much slower
    for other in sorted(beside, key=lambda name: (-len(name), name)):
        # Placeholders for both names, so that one compiled pattern serves all: compiling takes longer than the rest.
        told = near
        for name, sign in sorted(((person, _PERSON), (other, _BODY)), key=lambda pair: -len(pair[0])):
            told = told.replace(name, sign)
        if _BELONGS.search(told):
            return other
    return None


def _unheard_body(
    person: str, near: Iterable[str], publishers: Collection[str], texts: Collection[str]
) -> str | None:
    """The body in which a text gives this person a role, by its whole name. One that publishes is heard, and one that
    papers name nowhere else is none that anybody asks about."""
    for text in near:
        for told in _around(person, text):
            found = _SERVES.search(told.replace(person, _PERSON))
            body = found["body"] if found else ""
            if body and body not in publishers and sum(each.count(body) for each in texts) >= _NAMED:
                return body
    return None


def _around(person: str, text: str) -> list[str]:
    return [
        text[max(0, match.start() - 90) : match.end() + 120] for match in re.finditer(re.escape(person), text)
    ]
