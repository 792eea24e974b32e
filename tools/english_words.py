"""Write `rag/question/english/words.txt`: English words that the embedding model's vocabulary does not hold.

A development tool: the program reads the list alone. Run it from the root of the project with the folder of WordNet's
files; on Debian the package `wordnet-base` brings them:

    .venv/bin/python tools/english_words.py /usr/share/wordnet > rag/question/english/words.txt
"""

import sys
from pathlib import Path

from rag.embedding.minilm import VOCABULARY
from rag.text.tokens import stem

_HEADER = """\
# Stems of English words whose forms the embedding model's vocabulary does not hold, one a line.
# Made by tools/english_words.py from WordNet 3.0 (Copyright 2006 by Princeton University, used under its licence: this
# database is provided "as is"; wordnet.princeton.edu). Do not edit: run the tool again."""
_PARTS = ("noun", "verb", "adj", "adv")
_SHORTEST = 4


def main() -> None:
    folder = Path(sys.argv[1])
    known = frozenset(map(stem, VOCABULARY.words()))
    found: set[str] = set()
    for part in _PARTS:
        for line in (folder / f"data.{part}").read_text(encoding="ascii").splitlines():
            if not line.startswith(" "):
                fields = line.split(" | ")[0].split()
                found.update(fields[4 : 4 + 2 * int(fields[3], 16) : 2])
    # Names are written with a capital there.
    plain = {word for word in found if word.isalpha() and word.islower() and len(word) >= _SHORTEST}
    print(_HEADER)
    print("\n".join(sorted(frozenset(map(stem, plain)) - known)))


if __name__ == "__main__":
    main()
