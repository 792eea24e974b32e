"""What a person asks, and what of it meets the indexes: a `Question` with its conversation becomes one `Query`."""

from dataclasses import dataclass

from rag.types import Filters, Mode, Turn


@dataclass(frozen=True, slots=True)
class Question:
    """What a person typed, with what was said before it."""

    text: str
    turns: tuple[Turn, ...] = ()
    filters: Filters = Filters()
    mode: Mode = "auto"
    conversation_id: str | None = None
    alone: bool = False  # leans on nothing that was said before in its conversation


@dataclass(frozen=True, slots=True)
class Query:
    """What meets the indexes: the asker's own words; `context` is the earlier question that they lean on, if any, and
    `before` the one that it leans on itself.

    `worded` and `context_worded` are the two as the documents would word them, slips mended, where that is known; words
    of `also` are searched for besides. Sentences of the speakers `besides` whom others are asked for are left out.
    """

    text: str
    filters: Filters = Filters()
    context: str = ""
    worded: str = ""
    context_worded: str = ""
    before: str = ""
    also: tuple[str, ...] = ()
    besides: frozenset[str] = frozenset()

    def hears(self, speaker: str | None) -> bool:
        """Whether the words of a speaker may answer."""
        return speaker not in self.besides and self.filters.hears(speaker)

    @property
    def meant(self) -> str:
        """The text as it is searched and judged."""
        return self.worded or self.text

    @property
    def said(self) -> tuple[str, ...]:
        """The questions that are read together, oldest first; its own is the last."""
        return (*filter(None, (self.before, self.context_worded or self.context)), self.meant)

    @property
    def whole(self) -> str:
        """The same after its context."""
        return " ".join(self.said).strip()

    @property
    def shown(self) -> str:
        """How an answer tells what was searched."""
        return f"{self.text} (about: {self.context})" if self.context else self.text
