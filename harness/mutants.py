"""Damaged files: a real file of each format, cut, with flipped bits, doubled, swapped and spliced parts.

The same seed gives the same files.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

from harness.forgeries import forged
from harness.members import member, with_member
from harness.samples import samples


def mutants(name: str, count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """`count` files of this format: (how it was damaged, its bytes); the forged ones first."""
    found = samples()
    whole = found[name]
    chance = random.Random(f"{seed}{name}")
    others = [content for other, content in sorted(found.items()) if other != name]
    left = count
    for how, content in forged(name, whole):
        yield how, content
        left -= 1
    ways: list[Callable[[bytes, random.Random], bytes]] = [
        _cut,
        _flipped,
        _repeated,
        _swapped,
        _without,
        _renumbered,
    ]
    for _ in range(left):
        way = chance.choice([*ways, None])
        inner = whole.startswith(b"PK") and chance.random() < 0.7
        if way is None:
            other = chance.choice(others)
            at, part = chance.randrange(len(whole)), chance.randrange(len(other))
            yield "spliced", whole[:at] + other[part : part + chance.randrange(1, 4000)] + whole[at:]
        elif inner:
            yield f"{way.__name__} inside", _inside(whole, way, chance)
        else:
            yield way.__name__, way(whole, chance)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 4, 64, 500))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _repeated(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    part = content[at : at + chance.randrange(1, 400)]
    return content[:at] + part * chance.choice((2, 50, 2000)) + content[at:]


def _swapped(content: bytes, chance: random.Random) -> bytes:
    """Two parts of one length, each in the place of the other."""
    if len(content) < 4:
        return content[::-1]
    long = chance.randrange(1, min(1000, len(content) // 2))
    first = chance.randrange(len(content) - 2 * long + 1)
    second = chance.randrange(first + long, len(content) - long + 1)
    one, other = content[first : first + long], content[second : second + long]
    return content[:first] + other + content[first + long : second] + one + content[second + long :]


def _without(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 2000) :]


def _renumbered(content: bytes, chance: random.Random) -> bytes:
    """A few digits changed."""
    spoilt = bytearray(content)
    figures = [at for at, byte in enumerate(spoilt) if 48 <= byte <= 57]
    for at in chance.sample(figures, min(len(figures), 12)):
        spoilt[at] = 48 + chance.randrange(10)
    return bytes(spoilt)


def _inside(package: bytes, way: Callable[[bytes, random.Random], bytes], chance: random.Random) -> bytes:
    """A valid package with one damaged part."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = [name for name in archive.namelist() if archive.getinfo(name).file_size]
    name = chance.choice(names)
    return with_member(package, name, way(member(package, name), chance))
