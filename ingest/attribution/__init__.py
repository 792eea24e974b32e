"""Who says what in a document: its direct and reported speech, and its own voice."""

from ingest.attribution.speeches import attribute
from ingest.attribution.voice import own_voice, with_speakers

__all__ = ["ATTRIBUTION_VERSION", "attribute", "own_voice", "with_speakers"]

ATTRIBUTION_VERSION = 1  # to be raised whenever another speaker is found than before
