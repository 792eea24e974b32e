"""Detect sentences that repeat each other: a reprint, a caption, a paper that repeats a report."""

_SHARED = 0.7  # of the content words of the shorter sentence
_FEWEST = 3  # fewer content words occur in many sentences


def says_again(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences, each given as the stems of its content words, say the same."""
    fewer = min(len(one), len(other))
    return one == other or (fewer >= _FEWEST and len(one & other) >= _SHARED * fewer)
