"""Serving and asking load nothing that they do not need: torch alone takes seconds and most of a gigabyte."""

import subprocess
import sys
from pathlib import Path

from ingest.sync.sync import sync
from rag.embedding.embedder import Embedder
from rag.storage.stores import Stores

HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "onnx",
    "scipy",
    "sklearn",
    "pandas",
    "rapidocr",
    "cv2",
}
PROGRAM = """
import sys
from pathlib import Path
from fastapi.testclient import TestClient
from rag.service import Service
from rag.settings import Settings
from server.app import create_app

service = Service(Settings(data_dir=Path(sys.argv[1]), chat_model="", _env_file=None))
answer = TestClient(create_app(service)).post("/api/ask", json={"question": "Who promised repairs?"}).json()
assert answer["status"] == "answered", answer
service.pipeline.warm_up()
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_neither_serving_nor_asking_loads_torch(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "letter.md").write_text("The council promised repairs by May.\n", encoding="utf-8")
    stores = Stores(tmp_path / "data", embedder)
    sync(stores, [tmp_path / "letter.md"])
    stores.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "onnxruntime" in loaded
    assert loaded & HEAVY == set()
