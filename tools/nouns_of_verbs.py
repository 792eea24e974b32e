"""Write `rag/text/lexicon/en/nouns_of_verbs.tsv` from WordNet: "refuse" with "refusal", "fail" with "failure".

A development tool: the program reads the table alone. Run it from the root of the project with the folder of
WordNet's files; on Debian the package `wordnet-base` brings them:

    .venv/bin/python tools/nouns_of_verbs.py /usr/share/wordnet > rag/text/lexicon/en/nouns_of_verbs.tsv
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from rag.embedding.minilm import VOCABULARY
from rag.text.tokens import stem

_HEADER = """\
# Verbs with the nouns that name what they tell, where the stemmer does not bring the two together.
# Made by tools/nouns_of_verbs.py from WordNet 3.0 (Copyright 2006 by Princeton University, used under its licence: this
# software and database is provided "as is"; wordnet.princeton.edu). Do not edit: run the tool again.
verb\tnouns"""
# Acts, thoughts, events, feelings, speech, phenomena, possessions, processes, states: not the people or things.
_TELLING = frozenset(("04", "11", "12", "10", "19", "21", "22", "26", "07", "09"))
_DERIVED = "+"
_SHARED = 1  # letters that both begin with


def main() -> None:
    folder = Path(sys.argv[1])
    nouns = {offset: (lexical, words) for offset, lexical, words, _ in _synsets(folder / "data.noun")}
    found: dict[str, set[str]] = {}
    for _, _, words, pointers in _synsets(folder / "data.verb"):
        for symbol, offset, part, source, target in pointers:
            if symbol != _DERIVED or part != "n" or nouns[offset][0] not in _TELLING:
                continue
            verb, noun = words[source - 1], nouns[offset][1][target - 1]
            if (
                _ordinary(verb)
                and _ordinary(noun)
                and verb[:_SHARED] == noun[:_SHARED]
                and stem(verb) != stem(noun)
            ):
                found.setdefault(verb, set()).add(noun)
    print(_HEADER)
    for verb, several in sorted(found.items()):
        print(f"{verb}\t{' '.join(sorted(several))}")


def _ordinary(word: str) -> bool:
    return word.isalpha() and word.islower() and word in VOCABULARY


def _synsets(
    file: Path,
) -> Iterator[tuple[str, str, list[str], list[tuple[str, str, str, int, int]]]]:
    """Offset, number of the lexicographer's file, words, and pointers of each synonym set (wndb(5WN))."""
    for line in file.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [word.lower() for word in fields[4 : 4 + 2 * count : 2]]
        at = 4 + 2 * count
        pointers = []
        for number in range(int(fields[at])):
            symbol, offset, part, places = fields[at + 1 + 4 * number : at + 5 + 4 * number]
            pointers.append((symbol, offset, part, *bytes.fromhex(places)))
        yield fields[0], fields[1], words, pointers


if __name__ == "__main__":
    main()
