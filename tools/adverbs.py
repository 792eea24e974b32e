"""Write `rag/text/lexicon/en/adverbs.tsv` from lemminflect's copy of the NIH SPECIALIST Lexicon.

A development tool: the program reads the table and never imports lemminflect. Run it in an environment of its own:

    python -m venv /tmp/inflect && /tmp/inflect/bin/pip install lemminflect==0.2.3
    /tmp/inflect/bin/python tools/adverbs.py > rag/text/lexicon/en/adverbs.tsv
"""

import gzip
from collections import defaultdict
from pathlib import Path

import lemminflect

_RESOURCES = Path(lemminflect.__file__).parent / "resources"
_SOURCES = ("infl_lu.csv.gz", "lemma_lu.csv.gz")
# Prepositions and conjunctions stand in function_words.tsv; these are misspelt or no adverbs.
_LEFT_OUT = frozenset(
    "as by fro in no on pa since though through to when yep yup correctlier correctliest".split()
)
_HEADER = """\
# Words that are adverbs and nothing else ("sometimes", "recently"): before a name, they are never a part of it.
# Made by tools/adverbs.py from lemminflect 0.2.3 (MIT licence, Copyright 2019 Brad Jascob), whose dictionary is drawn
# from the SPECIALIST Lexicon of the U.S. National Library of Medicine, which may be used freely with this credit.
# Do not edit: run the tool again.
word"""


def main() -> None:
    classes = defaultdict(set)
    for source in _SOURCES:
        with gzip.open(_RESOURCES / source, "rt", encoding="utf-8") as opened:
            for line in opened:
                word, word_class, *_ = line.rstrip("\n").split(",")
                classes[word].add(word_class)
    print(_HEADER)
    for word in sorted(classes):
        plain = word.isascii() and word.isalpha() and word.islower()
        if plain and classes[word] == {"adv"} and word not in _LEFT_OUT:
            print(word)


if __name__ == "__main__":
    main()
