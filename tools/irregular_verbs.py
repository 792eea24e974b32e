"""Write `rag/text/lexicon/en/irregular_verbs.tsv` from lemminflect's copy of the NIH SPECIALIST Lexicon.

A development tool: the program reads the table and never imports lemminflect. Run it in an environment of its own:

    python -m venv /tmp/inflect && /tmp/inflect/bin/pip install lemminflect==0.2.3
    /tmp/inflect/bin/python tools/irregular_verbs.py > rag/text/lexicon/en/irregular_verbs.tsv
"""

import gzip
from collections.abc import Iterator
from pathlib import Path

import lemminflect

_SOURCE = Path(lemminflect.__file__).parent / "resources" / "infl_lu.csv.gz"
_VOWELS = "aeiou"
# Forms that are far more often another word than this verb: a table that took "ground" for the past of "grind" would
# read every "on the ground" as something that happened.
_ANOTHER_WORD = frozenset(
    "abode bit bore born bound cleft clove crew dove ground laden lay overlay rebound rent resent rung "
    "smelt spat staid stove underlay wound".split()
)
_HEADER = """\
# Verbs whose forms the plain rules of spelling (walk, walks, walked, walking) do not give. Variants stand apart by "/".
# Made by tools/irregular_verbs.py from lemminflect 0.2.3 (MIT licence, Copyright 2019 Brad Jascob), whose dictionary
# is drawn from the SPECIALIST Lexicon of the U.S. National Library of Medicine, which may be used freely with this
# credit. Forms that are mostly another word ("ground", "bit") are left out. Do not edit: run the tool again.
verb\tthird\tpast\tparticiple\tgerund"""


# "Bode" is listed as a form of "bide"; "beware" has no forms.
_DEFECTIVE = frozenset(("beware", "bide"))
_SLIPS = frozenset("betrode chidded grinded inlayinging refered refering staves".split())
# Of several spellings the British one, or the one in use, comes first.
_PREFERRED = frozenset("quit pleaded bet wet".split())
# The dictionary leaves out the one verb whose present has three forms.
_BE = ("be", "is/are/am", "was/were", "been", "being")


def main() -> None:
    print(_HEADER)
    print("\t".join(_BE))
    for row in _rows():
        print("\t".join(row))


def _rows() -> Iterator[tuple[str, ...]]:
    with gzip.open(_SOURCE, "rt", encoding="utf-8") as opened:
        for line in opened:
            lemma, word_class, *forms = line.rstrip("\n").split(",")
            if word_class != "verb" or not (lemma.isascii() and lemma.isalpha() and lemma.islower()):
                continue
            past, participle, gerund, third = ([*forms, "", "", "", ""])[:4]
            if lemma in _DEFECTIVE or not past:
                continue
            found = (third, past, participle or past, gerund)
            plain = tuple(regular(lemma, ending) for ending in ("s", "ed", "ed", "ing"))
            if found != plain:
                yield (lemma, *("/".join(_kept(each, lemma)) for each in found))


def _kept(variants: str, lemma: str) -> list[str]:
    """The variants that are written as one word and are mostly this verb's, without slips of the dictionary."""
    kept = [
        form
        for form in variants.split("/")
        if form.isalpha()
        and form.islower()
        and form not in _SLIPS
        and (form not in _ANOTHER_WORD or form == lemma)
    ]
    return sorted(kept, key=lambda form: not (form in _PREFERRED or form.endswith(("lled", "lling"))))


def regular(verb: str, ending: str) -> str:
    """A form by the plain rules of spelling; the same rules as in `rag/text/verb_forms.py`."""
    after_consonant = verb[-2:-1] not in _VOWELS
    if ending == "s":
        if verb.endswith(("s", "x", "z", "ch", "sh")):
            return f"{verb}es"
        return f"{verb[:-1]}ies" if verb.endswith("y") and after_consonant else f"{verb}s"
    if verb.endswith("e") and not (ending == "ing" and verb.endswith(("ee", "oe", "ye"))):
        return verb[:-1] + ending
    if ending == "ed" and verb.endswith("y") and after_consonant:
        return f"{verb[:-1]}ied"
    return verb + ending


if __name__ == "__main__":
    main()
