"""What a search is restricted to, with its filters resolved: the documents that pass, and the speakers that do."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Selection:
    """Passages of these `documents` (None: of all), in which one of each group of speakers is `heard`."""

    documents: frozenset[str] | None = None
    heard: tuple[frozenset[str], ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.documents is None and not self.heard

    def within(self, documents: frozenset[str]) -> "Selection":
        """Only those of it that are of these documents."""
        return replace(self, documents=documents if self.documents is None else documents & self.documents)

    def hearing(self, speakers: frozenset[str]) -> "Selection":
        """Only those of it in which one of these speakers is heard too."""
        return replace(self, heard=tuple(dict.fromkeys((*self.heard, speakers))))
