"""Syntax: which word of a sentence governs which, read by a small learned parser.

In: the words of one sentence as they are written. Out: `parsed` gives a `Tree`: for each word its head and its
relation to it ("nsubj", "ccomp", "agent" …, the labels of ClearNLP's dependencies). Open `transitions.py` first; it
asks `network.py` for scores, which reads `features.py`.

The weights are those of the parser in Explosion's `en_core_web_sm` 2.2.5 (MIT licence, learned from OntoNotes 5; see
`LICENCE.txt`), which no current release of spaCy loads: `python -m supply.parser_weights` makes `weights.npz` from that
package.
"""

from ingest.attribution.syntax.transitions import Tree, parsed

__all__ = ["Tree", "parsed"]
