"""Clauses: who does what a verb says, and what a sentence is about, by its syntax.

In: the tokens of one unit. Out: `subject_cue` gives who speaks by a verb, `main_subject` whom the sentence is about,
`asked` who will answer. Open `clause_cues.py` first; `read_unit.py` puts the parser's tree over the tokens.
"""
