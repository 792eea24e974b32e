"""What one file contains, at any depth: archives in archives multiply, so all of it together has a limit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.isolation.limits import Limits
from ingest.text.reading import Attachment

MOST = 2000  # files


@dataclass(slots=True)
class Contents:
    """The places of everything that a file contains, and how many files and bytes of it were taken in."""

    places: set[str] = field(default_factory=set)
    files: int = 0
    size: int = 0

    def room_for(self, attachments: Sequence[Attachment], limits: Limits) -> int:
        """How many of these still find room; what comes after one that does not, does not either."""
        for number, each in enumerate(attachments):
            self.files += 1
            self.size += len(each.content)
            if self.files > MOST or self.size > limits.unpacked_mb * 2**20:
                return number
        return len(attachments)

    @staticmethod
    def limit(limits: Limits) -> str:
        """Why something finds no room, as a part of a sentence."""
        return f"the outermost file contains more than {MOST} files or {limits.unpacked_mb} MB"
