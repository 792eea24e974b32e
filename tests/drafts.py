"""A source sentence and a draft of it, made by hand, as the parts of the gate compare them."""

from collections.abc import Sequence

import numpy as np

from rag.generation.keys import Keys
from rag.text.analysis import tell
from rag.types import Hit, Metadata, Passage, Sentence
from rag.verification.alignment import Alignment, align
from rag.verification.passages import SentPassage, SourceContext, sent

GAZETTE = Metadata(
    title="The bridge at Wells", publisher="The Gazette", author="Amy Lunt", date="2021-05-04", kind="article"
)
NOWHERE: frozenset[int] = frozenset()


def aligned(draft: str, source: str) -> Alignment:
    """The draft aligned with one source sentence."""
    return align(tell(draft), tell(source))


def passage_of(
    *sentences: str, metadata: Metadata = GAZETTE, speakers: Sequence[str | None] = ()
) -> SentPassage:
    """A passage of these sentences with a space between them; `speakers` go with the first ones."""
    text = " ".join(sentences)
    start, spans = 0, []
    for number, sentence in enumerate(sentences):
        speaker = speakers[number] if number < len(speakers) else None
        spans.append(Sentence(start, start + len(sentence), speaker=speaker))
        start += len(sentence) + 1
    hit = Hit(Passage("p1", "gazette", 0, len(text), text), metadata, 1.0)
    return sent(
        [hit], {"p1": (tuple(spans), np.zeros((len(spans), 1), np.float32))}, Keys("a conversation").of
    )[0]


def context_of(*sentences: str, number: int = 0, metadata: Metadata = GAZETTE) -> SourceContext:
    """The context of one of these sentences."""
    return passage_of(*sentences, metadata=metadata).context([number])


def against(draft: str, *sentences: str, number: int = 0) -> tuple[Alignment, SourceContext]:
    """A draft aligned with one of these sentences, and that sentence's context."""
    context = context_of(*sentences, number=number)
    return align(tell(draft), context.told), context
