"""Whether one sentence says again what another says: a reprint, a caption, a paper that repeats a report."""

_SHARED = 0.7  # of the telling words of the shorter sentence
_FEWEST = 3  # what tells less is part of many a sentence


def says_again(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences, each the stems of its telling words, say the same thing."""
    fewer = min(len(one), len(other))
    return one == other or (fewer >= _FEWEST and len(one & other) >= _SHARED * fewer)
