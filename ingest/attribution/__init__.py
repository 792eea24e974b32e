"""Who says what in a document: its direct and reported speech, and its own voice."""

from ingest.attribution.speeches import attribute
from ingest.attribution.voice import own_voice, with_speakers

__all__ = ["attribute", "own_voice", "with_speakers"]
