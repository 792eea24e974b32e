"""Who says what in a document: its direct and reported speech, and its own voice.

    text ─marks─▶ quotations ─units─▶ sentences ─cues─▶ who is said to speak ─cast─▶ whom that means ─hearing─▶ Speech

Rules over the small words of English, a table of speech verbs and one of nouns that can speak; no model. Every
speaker is a slice of the text.
"""

from ingest.attribution.speeches import attribute
from ingest.attribution.voice import with_speakers
from rag.answering.reporter_voice import own_voice

__all__ = ["ATTRIBUTION_VERSION", "attribute", "own_voice", "with_speakers"]

ATTRIBUTION_VERSION = 5  # to be raised whenever another speaker is found than before
