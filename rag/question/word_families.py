"""Find other forms of a word: "judgement" and "judgment", "fail" and "failure".

The stemmer keeps these apart, so a search for one does not find the other. Tables: `lexicon/en/spellings.tsv` and
`lexicon/en/nouns_of_verbs.tsv`.
"""

from collections.abc import Mapping
from functools import cache

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import stem


def other_spelling(plain: str) -> str | None:
    """A British word in American spelling or an American one in British; None where it has one spelling."""
    other = _spellings().get(plain)
    if other is None and plain.endswith("s") and (base := _spellings().get(plain[:-1])):
        return f"{base}s"
    return other


def kindred(plain: str) -> tuple[str, ...]:
    """The other spelling of a word, the nouns of a verb and the verb of a noun; in their base forms."""
    spelling = other_spelling(plain)
    family = _families().get(stem(plain)) or (_families().get(stem(spelling)) if spelling else None) or ()
    return (*((spelling,) if spelling else ()), *family)


@cache
def _spellings() -> Mapping[str, str]:
    rows = [(entry.word, entry.values["american"]) for entry in lexicon.entries("spellings")]
    return dict(rows) | {american: british for british, american in rows}


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    """By the stem of each member, the other members."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in lexicon.entries("nouns_of_verbs"):
        family = (entry.word, *entry.listed("nouns"))
        for member in family:
            others = tuple(each for each in family if stem(each) != stem(member))
            key = stem(member)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *others)))
    return found
