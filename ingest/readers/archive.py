"""Archives (.zip): each file in one becomes a document of its own, within the limits of size and number."""

import io
import zipfile

from ingest.text.clean import one_line
from ingest.text.reading import Attachment, Block, FileContent
from rag.errors import Unreadable

_SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_ENCRYPTED = 1  # a flag of a member


def read_zip(content: bytes) -> FileContent:
    """Read a list of the files, which are attachments. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [
                each for each in archive.infolist() if not each.is_dir() and not _is_system(each.filename)
            ]
            if any(each.flag_bits & _ENCRYPTED for each in members):
                raise Unreadable("It is encrypted and asks for a password. Unpack it.")
            files = tuple(Attachment(one_line(each.filename), archive.read(each)) for each in members)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable("It is damaged and cannot be unpacked. Save or fetch it again.") from error
    if not files:
        raise Unreadable("It is an archive without files. Remove it.")
    return FileContent(tuple(Block(each.name, "item") for each in files), attachments=files)


def _is_system(name: str) -> bool:
    return name.startswith(_SYSTEM) or name.rsplit("/", 1)[-1] in _SYSTEM
