"""Attribution: who says what in a document, in direct and in reported speech, and what is its own voice.

In: the text of a document, its sentences with their roles, and its metadata. Out: `attribute` gives the speeches, each
a span with a speaker, verb and manner, and `with_speakers` puts the speaker of each sentence on it. Open `speeches.py`
first, then `speaker_resolution.py`, which decides whose a quotation is, and `verb_cues.py`: what introduces speech.

    text ─parsed_text─▶ quotations, tokens ─cues─▶ mentions ─coreference─▶ entities ─speaker_resolution─▶ speeches

Every speaker is a slice of the text or comes from the metadata. Words come from the lexicon (`rag/text/lexicon`), the
grammar of a sentence from a small learned parser (`syntax/`, read through `clauses/`).
"""

from ingest.attribution.authorship import author_speaks
from ingest.attribution.speeches import attribute, with_speakers

__all__ = ["ATTRIBUTION_VERSION", "attribute", "author_speaks", "with_speakers"]

ATTRIBUTION_VERSION = 27  # raise it whenever other speakers are found than before
