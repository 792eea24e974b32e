"""The parser's network: a vector for each word in its sentence, and the score of each step from a few of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from ingest.attribution.syntax.features import features, rows

_WIDTH = 96
_EVEN = np.full(_WIDTH, 1 / _WIDTH, dtype=np.float32)
_TINY = 1e-8  # keeps a variance from being nothing
_KNOWN = 40_000  # words whose features are kept

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of `weights.npz`.

    `tables` and `seeds` are by feature; `layers` are (pieces · 96, inputs) with `biases`, `gains` and `shifts`.
    `state` is (8, hidden, 2, 96); `nothing` stands for a word that is not there, (8, hidden, 2).
    """

    moves: tuple[tuple[str, str], ...]
    seeds: tuple[int, ...]
    tables: tuple[Numbers, ...]
    layers: tuple[Numbers, ...]
    biases: tuple[Numbers, ...]
    gains: tuple[Numbers, ...]
    shifts: tuple[Numbers, ...]
    state: Numbers
    state_bias: Numbers
    nothing: Numbers
    scores: Numbers
    scores_bias: Numbers


@cache
def network() -> Network:
    """The weights, read once."""
    with as_file(files(__package__).joinpath("weights.npz")) as path, np.load(path) as kept:
        moves = tuple((move[0], move[2:]) for move in kept["moves"].tolist())
        seeds = tuple(int(seed) for seed in kept["seeds"])
        numbers = range(sum(name.endswith("_gain") for name in kept.files))

        def of(name: str) -> Numbers:
            return np.ascontiguousarray(kept[name], dtype=np.float32)

        return Network(
            moves,
            seeds,
            tuple(of(f"feature{number}") for number in range(len(seeds))),
            tuple(_by_piece(of(f"layer{number}")) for number in numbers),
            tuple(of(f"layer{number}_bias").T.reshape(-1) for number in numbers),
            tuple(of(f"layer{number}_gain") for number in numbers),
            tuple(of(f"layer{number}_shift") for number in numbers),
            of("state"),
            of("state_bias"),
            of("state_nothing")[0],
            of("scores"),
            of("scores_bias"),
        )


def _by_piece(layer: Numbers) -> Numbers:
    """(96, pieces, inputs) as (pieces · 96, inputs)."""
    return np.ascontiguousarray(layer.transpose(1, 0, 2)).reshape(-1, layer.shape[-1])


class Scores:
    """Scores the steps of one sentence; `words` as they are written."""

    def __init__(self, words: Sequence[str]) -> None:
        self._network = network()
        places, hidden, pieces, width = self._network.state.shape
        told = _vectors(self._network, words) @ self._network.state.reshape(-1, width).T
        # What each word adds to a state in each place; the last row is for a word that is not there.
        nothing = self._network.nothing.reshape(1, -1)
        rows = np.concatenate([told, nothing]).reshape(-1, places, hidden, pieces)
        rows[:, 0] += self._network.state_bias  # once in each state
        self._told = np.ascontiguousarray(rows.transpose(0, 1, 3, 2)).reshape(-1, pieces * hidden)
        self._offsets = tuple(range(places))
        self._places, self._hidden, self._none = places, hidden, len(words)

    def of(self, context: Sequence[int]) -> Numbers:
        """The score of each move where these words stand in the eight places of a state; −1: none does."""
        rows = [
            (self._none if word < 0 else word) * self._places + place
            for word, place in zip(context, self._offsets, strict=True)
        ]
        summed = np.add.reduce(self._told.take(rows, axis=0), axis=0)
        highest = np.maximum(summed[: self._hidden], summed[self._hidden :])
        found: Numbers = self._network.scores @ highest
        found += self._network.scores_bias
        return found


def _vectors(weights: Network, words: Sequence[str]) -> Numbers:
    """(number of words, 96): each word, then four times each with what stands beside it."""
    found = _layer(weights, 0, np.array([_embedded(word) for word in words], dtype=np.float32))
    beside = np.zeros(
        (len(words), 3 * _WIDTH), dtype=np.float32
    )  # nothing stands before the first and after the last
    for number in range(1, len(weights.layers)):
        beside[1:, :_WIDTH] = found[:-1]
        beside[:, _WIDTH : 2 * _WIDTH] = found
        beside[:-1, 2 * _WIDTH :] = found[1:]
        found = found + _layer(weights, number, beside)
    return found


def _layer(weights: Network, number: int, inputs: Numbers) -> Numbers:
    """Maxout, then each row brought to mean 0 and variance 1."""
    matrix = weights.layers[number]
    found = inputs @ matrix.T
    found += weights.biases[number]
    pieces = found.reshape(len(inputs), -1, _WIDTH)
    highest = np.maximum(np.maximum(pieces[:, 0], pieces[:, 1]), pieces[:, 2])
    highest -= (highest @ _EVEN)[:, None]
    even: Numbers = highest / np.sqrt((highest**2) @ _EVEN + _TINY)[:, None]
    return even * weights.gains[number] + weights.shifts[number]


@lru_cache(maxsize=_KNOWN)
def _embedded(word: str) -> Numbers:
    """The embeddings of a word's features, side by side."""
    weights = network()
    found = [
        table[rows(feature, seed, len(table))].sum(axis=0)
        for feature, seed, table in zip(features(word), weights.seeds, weights.tables, strict=True)
    ]
    return np.concatenate(found)
