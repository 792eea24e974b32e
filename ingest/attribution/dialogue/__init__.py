"""Who speaks in transcripts, hearings, parliaments and interviews.

In: a text and its paragraphs. Out: a `DialogueTurn` for each paragraph that is one speaker's turn. Open `turns.py`
first.
"""
