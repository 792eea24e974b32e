"""The people, bodies and documents of a text, and which of them a mention stands for at each point.

In: the units of a parsed text. Out: `find_entities` names each entity once; `resolve` gives the one that "he", "Hill"
or "the report" stands for. Open `coreference.py` first, then `salience.py`: what has been read so far.
"""
