"""Pages as pictures, and where a passage stands on them, over HTTP."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from harness.papers import Sheet, pdf
from rag.service import Service
from server.app import create_app


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    first, second = Sheet(500, 700), Sheet(500, 700, rotate=90)
    first.put(60, 600, "The committee met in March to hear from those who had")
    second.put(60, 600, "worked in the service, and published what it heard.")
    (folder / "minutes.pdf").write_bytes(pdf([first, second]))
    (folder / "note.txt").write_text(
        "The committee did not meet again before the summer, as it had said it would."
    )
    broken = pdf([Sheet(500, 700).put(60, 600, "This stands on a page that is cut off later.")])
    (folder / "broken.pdf").write_bytes(broken)
    return folder


@pytest.fixture(scope="module")
def service(papers: Path, service_over: Callable[..., Service]) -> Service:
    return service_over(papers)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), base_url="http://127.0.0.1") as client:
        yield client


def id_of(client: TestClient, name: str) -> str:
    documents = client.get("/api/documents").json()["documents"]
    return str(next(each["id"] for each in documents if each["path"].endswith(name)))


def ink(picture: bytes) -> np.ndarray:
    return 255 - np.asarray(Image.open(io.BytesIO(picture)).convert("L")).astype(int)


def test_a_page_comes_as_a_picture_a_thousand_dots_wide(client: TestClient) -> None:
    id = id_of(client, "minutes.pdf")
    first, second = (client.get(f"/api/documents/{id}/pages/{number}.png") for number in (1, 2))
    assert first.headers["content-type"] == "image/png"
    assert ink(first.content).shape == (1400, 1000)
    assert ink(second.content).shape[1] == 1000
    assert ink(second.content).shape[0] < 1000  # it lies on its side


def test_a_passage_across_two_pages_is_placed_on_both_pictures(client: TestClient) -> None:
    id = id_of(client, "minutes.pdf")
    text = client.get(f"/api/documents/{id}").json()["text"]
    start, end = text.index("hear from"), text.index("service") + len("service")
    for number, size in ((1, (500, 700)), (2, (700, 500))):
        url = f"/api/documents/{id}/pages/{number}"
        found = client.get(f"{url}/rectangles", params={"start": start, "end": end}).json()
        assert (found["page"], found["width"], found["height"]) == (number, *size)
        (box,) = found["rectangles"]
        picture = ink(client.get(f"{url}.png").content)
        rows, columns = picture.shape
        left, right = int(box["x"] * columns), int((box["x"] + box["width"]) * columns)
        top, bottom = int(box["y"] * rows), int((box["y"] + box["height"]) * rows)
        assert 0.3 < picture[top:bottom, left:right].sum() / picture.sum() < 0.9


@pytest.mark.parametrize(
    ("name", "end", "status", "says"),
    [
        ("note.txt", "1.png", 404, "did not come from a PDF"),
        ("note.txt", "1/rectangles?start=0&end=3", 404, "did not come from a PDF"),
        ("minutes.pdf", "3.png", 404, "its pages are 1 to 2"),
        ("minutes.pdf", "0.png", 404, "its pages are 1 to 2"),
        ("minutes.pdf", "9/rectangles?start=0&end=3", 404, "its pages are 1 to 2"),
        ("minutes.pdf", "1/rectangles?start=5&end=5", 404, "There is no text from 5 to 5"),
        ("minutes.pdf", "1/rectangles?start=0&end=999999", 404, "There is no text"),
        ("minutes.pdf", "1/rectangles?start=-4&end=3", 404, "There is no text"),
        ("minutes.pdf", "one.png", 422, "number"),
    ],
)
def test_what_is_not_there_says_why(client: TestClient, name: str, end: str, status: int, says: str) -> None:
    answer = client.get(f"/api/documents/{id_of(client, name)}/pages/{end}")
    assert answer.status_code == status
    assert says in answer.json()["error"]["message"]


def test_an_unknown_document_is_not_found(client: TestClient) -> None:
    for end in ("1.png", "1/rectangles?start=0&end=1"):
        answer = client.get(f"/api/documents/nowhere/pages/{end}")
        assert answer.status_code == 404
        assert "no document with the id 'nowhere'" in answer.json()["error"]["message"]


def test_a_file_that_cannot_be_painted_costs_one_clear_answer(client: TestClient, service: Service) -> None:
    """What is kept on the disk may be damaged after it was read."""
    id = id_of(client, "broken.pdf")
    sha = service.stores.library.file_sha(id)
    assert sha is not None
    kept = service.stores.folder / "originals" / sha[:2] / sha
    kept.write_bytes(b"%PDF-1.7 and nothing else")
    answer = client.get(f"/api/documents/{id}/pages/1.png")
    assert answer.status_code == 404
    assert "cannot be rendered" in answer.json()["error"]["message"]


def test_a_corrected_document_keeps_its_places(client: TestClient, service: Service) -> None:
    from ingest.sync.corrections import correct

    id = id_of(client, "minutes.pdf")
    before = service.stores.library.layout(id)
    correct(service.stores, id, {"title": "Minutes of March", "publisher": "The committee"})
    assert service.stores.library.metadata([id])[id].title == "Minutes of March"
    assert service.stores.library.layout(id) == before != b""
