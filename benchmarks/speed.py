"""The time of an answer compared with its parts, in process and over HTTP; and ONNX Runtime against torch.

Over the MultiHop-RAG library. Compare ratios within one run: absolute times depend on the machine and its load.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

from benchmarks.heading import CACHE, SHARED, absent, heading, table
from benchmarks.multihop import library, questions
from benchmarks.report import show
from rag.embedding.embedder import Embeddable
from rag.embedding.minilm import weights_folder
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings

_DATA = SHARED / "eval" / "multihop_rag"
_ASKED = 150
_CLIENTS = 8
_PORT = 8765
_ROUNDS = 5
_BATCH = 64  # passages embedded in one round


def timed(work: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for text in asked:
        begun = time.perf_counter()
        work(text)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def in_process(service: Service, asked: Sequence[str]) -> tuple[list[list[str]], float]:
    """Rows of the table, and the p50 of a whole answer."""
    stores, pipeline = service.stores, service.pipeline
    vectors = {text: stores.embedder.question(text) for text in asked}
    pipeline.answer(Question(asked[0], alone=True))
    parts = {
        "embed the query": timed(stores.embedder.question, asked),
        "vector search": timed(lambda text: stores.vectors.search(vectors[text], 30), asked),
        "lexical search": timed(lambda text: stores.lexical.search(text, 30), asked),
    }
    stages: dict[str, list[float]] = {}

    def ask(text: str) -> None:
        for stage, taken in pipeline.answer(Question(text, alone=True)).timings_ms.items():
            stages.setdefault(stage, []).append(taken)

    whole = timed(ask, asked)
    rows = [[name, f"{median(taken):.1f}", ""] for name, taken in parts.items()]
    total = sum(median(taken) for taken in parts.values())
    rows.append(["the three added", f"{total:.1f}", ""])
    rows += [[f"stage: {name}", f"{median(taken):.1f}", ""] for name, taken in stages.items()]
    rows.append(
        ["**answer, in process**", f"{median(whole):.1f}", f"{median(whole) - total:+.1f} above the three"]
    )
    return rows, median(whole)


def over_http(folder: Path, asked: Sequence[str], own: float) -> list[list[str]]:
    """The same questions over HTTP to a server started here; the server is ended afterwards."""
    command = [sys.executable, "-m", "server.cli", "serve", "--port", str(_PORT)]
    environment = {**os.environ, "REPORT_QA_DATA_DIR": str(folder)}
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            _until_ready()
            _post(asked[0])
            cold = time.perf_counter() - begun
            one = timed(_post, asked)
            with ThreadPoolExecutor(_CLIENTS) as clients:
                eight = list(clients.map(lambda text: timed(_post, [text])[0], asked))
            memory = _memory_mb(server.pid)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    cuts = quantiles(eight, n=100)
    return [
        ["answer, over HTTP", f"{median(one):.1f}", f"{median(one) - own:+.1f} above in process"],
        [
            f"answer, over HTTP, {_CLIENTS} clients",
            f"{cuts[49]:.1f}",
            f"p99 {cuts[98]:.1f}, {cuts[98] / cuts[49]:.1f} times p50",
        ],
        ["start to first answer", f"{1000 * cold:.0f}", ""],
        ["memory of the server", f"{memory:.0f} MB", ""],
    ]


def _until_ready() -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not come up")


def _post(text: str) -> None:
    body = json.dumps({"question": text}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{_PORT}/api/ask", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


def _memory_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def embedding(service: Service) -> list[list[str]]:
    """Median passages per second on ONNX Runtime and on sentence-transformers, measured in turn."""
    from sentence_transformers import SentenceTransformer

    stores = service.stores
    ids = stores.library.passage_ids(entry.document_id for entry in stores.library.catalogue()[:40])
    texts = [passage.text for passage in stores.library.passages(ids).values()][: _BATCH * _ROUNDS]
    reference = SentenceTransformer(str(weights_folder()), device="cpu")
    rates: dict[str, list[float]] = {"report-qa (ONNX)": [], "sentence-transformers (torch)": []}
    for start in range(0, len(texts), _BATCH):
        lot = texts[start : start + _BATCH]
        for name, work in (
            ("report-qa (ONNX)", lambda lot=lot: stores.embedder.embed([Embeddable(text) for text in lot])),
            ("sentence-transformers (torch)", lambda lot=lot: reference.encode(lot, show_progress_bar=False)),
        ):
            begun = time.perf_counter()
            work()
            rates[name].append(len(lot) / (time.perf_counter() - begun))
    ratio = median(a / b for a, b in zip(*rates.values(), strict=True))
    rows = [[name, f"{median(found):.0f}", ""] for name, found in rates.items()]
    return [*rows, ["ratio", f"{ratio:.2f}", f"median of {len(rates['report-qa (ONNX)'])} rounds in turn"]]


def main() -> int:
    if absent("Speed", _DATA):
        return 0
    with library(_DATA):
        pass  # ingested, and closed again: the service opens it for itself
    folder = CACHE / "multihop" / "data"
    service = Service(Settings(data_dir=folder, chat_model=""))
    asked = [question.text for question in questions(_DATA)][:_ASKED]
    rows, own = in_process(service, asked)
    counts = service.stores.library.counts()
    faster = embedding(service)
    service.stores.close()
    rows += over_http(folder, asked, own)
    told = f"{len(asked)} questions, {counts['passages']} passages, load {os.getloadavg()[0]:.1f}"
    show("speed", f"{heading('Speed of an answer', told)}\n\n{table(['p50 ms', ''], rows)}")
    told = f"passages a second, {_BATCH} at a time"
    print()
    show("embedding", f"{heading('Speed of embedding', told)}\n\n{table(['passages/s', ''], faster)}")
    return 0


if __name__ == "__main__":
    main()
