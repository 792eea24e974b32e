"""Which forms of papers a question names: "the minutes", "her letter", "the press release"."""

import re
from dataclasses import dataclass

from rag.text.lexicon import tables as lexicon

_FORMS = {entry.word: entry.values.get("form", entry.word) for entry in lexicon.entries("paper_forms")}
_ASKED = lexicon.words("paper_forms", "asked")
_SEVERAL = lexicon.words("paper_forms", "several")
# "The forum's letter", "the unions letter": whose it is belongs to what it is called.
_CALLED = re.compile(
    rf"\b(?:(?P<whose>\w+?)(?:[’']s?|s)\s+)?(?P<word>{lexicon.alternatives(_ASKED)})\b", re.IGNORECASE
)
FORMS = frozenset(_FORMS.values())
MAIL, TABLE, RELEASE = _FORMS["mail"], _FORMS["spreadsheet"], _FORMS["release"]


@dataclass(frozen=True, slots=True)
class NamedForm:
    """A form of paper that a question names; `called` are the words for it, with `whose` it is where that is said in
    one word. `one`: it means a single paper."""

    called: str
    whose: str
    form: str
    one: bool


def form_called(word: str) -> str:
    """The form of papers that are called so."""
    return _FORMS[word]


def forms_named(question: str) -> tuple[NamedForm, ...]:
    """The forms that a question names, in its order."""
    return tuple(
        NamedForm(found[0], found["whose"] or "", _FORMS[word], word not in _SEVERAL)
        for found in _CALLED.finditer(question)
        for word in [found["word"].casefold()]
    )


def names_of(form: str) -> tuple[str, ...]:
    """What a question calls one paper of a form."""
    return tuple(sorted(word for word in _ASKED - _SEVERAL if _FORMS[word] == form))
