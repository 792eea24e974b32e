"""Write `rag/text/lexicon/en/spellings.tsv` from breame's pairs of British and American spellings.

A development tool: the program reads the table and never imports breame. WordNet tells which pairs are one word:
"check" means more than "cheque" does, so neither may stand for the other. Run it with the folder of WordNet's files:

    python -m venv /tmp/spell && /tmp/spell/bin/pip install breame==0.1.2
    /tmp/spell/bin/python tools/spellings.py /usr/share/wordnet > rag/text/lexicon/en/spellings.tsv
"""

import sys
from pathlib import Path

from breame.data.spelling_constants import BRITISH_ENGLISH_SPELLINGS

_HEADER = """\
# One word in British and American spelling. Made by tools/spellings.py from breame 0.1.2 (Apache-2.0, Charles Pierse);
# pairs of which one has meanings that the other lacks ("cheque", "check") are left out with the help of WordNet 3.0
# (Copyright 2006 by Princeton University). Do not edit: run the tool again.
british\tamerican"""
_COMMON = 0.4  # of the meanings of both
_PARTS = ("noun", "verb", "adj", "adv")
_ENDINGS = ("", "s", "es", "d", "ed", "r", "er", "rs", "ers", "ing", "ly", "led", "ling", "ler", "lers")


def main() -> None:
    senses = _senses(Path(sys.argv[1]))
    pairs = sorted(BRITISH_ENGLISH_SPELLINGS.items())
    bases = [pair for pair in pairs if not pair[0].endswith(("ed", "ing"))]
    unsafe = {one for pair in bases if _differ(senses, *pair) for one in pair}
    print(_HEADER)
    for british, american in pairs:
        plain = british.isascii() and british.isalpha() and american.isalpha() and british != american
        if plain and not any(_form_of(form, base) for base in unsafe for form in (british, american)):
            print(f"{british}\t{american}")


def _senses(folder: Path) -> dict[str, frozenset[str]]:
    """The numbers of the synonym sets of each word, by WordNet's index files (wndb(5WN))."""
    found: dict[str, set[str]] = {}
    for part in _PARTS:
        for line in (folder / f"index.{part}").read_text(encoding="ascii").splitlines():
            if not line.startswith(" "):
                word, _, count, pointers, *rest = line.split()
                sets = rest[int(pointers) + 2 :][: int(count)]
                found.setdefault(word, set()).update(f"{part}{each}" for each in sets)
    return {word: frozenset(sets) for word, sets in found.items()}


def _differ(senses: dict[str, frozenset[str]], one: str, other: str) -> bool:
    if one not in senses or other not in senses:
        return False
    return len(senses[one] & senses[other]) < _COMMON * len(senses[one] | senses[other])


def _form_of(form: str, base: str) -> bool:
    stem = base.removesuffix("e")
    return any(form in (base + ending, stem + ending) for ending in _ENDINGS)


if __name__ == "__main__":
    main()
