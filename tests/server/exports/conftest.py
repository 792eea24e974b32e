"""A small library with pages: three papers on one dispute, so that whole briefings can be made."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rag.service import Service
from server.app import create_app

PAPERS = {
    "herald.md": (
        "---\ntitle: Rents rise again in Leith\npublisher: The Herald\nauthor: Ann Lee\ndate: 2021-05-03\n"
        "url: https://herald.example/rents\nkind: article\n---\n\n"
        "Rents in Leith rose by up to a third in 2020, the tenants' union found.\n\n"
        "“Nobody on an ordinary wage can pay this,” said Jo Hill of the tenants' union.\n"
    ),
    "council.md": (
        "---\ntitle: Statement on rents\npublisher: Leith Council\ndate: 2021-05\n"
        "url: https://council.example/statement\nkind: response\n---\n\n"
        "The council has built 400 flats since 2018. It will consult on a rent cap in the autumn.\n"
    ),
    "summary.md": (
        "---\ntitle: Study of rents\npublisher: Leith University\ndate: 2020\nkind: research\n"
        "text_type: summary\n---\n\n"
        "The study found that wages in Leith stood still while rents rose.\n"
    ),
}


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> Service:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return service_over(folder)


@pytest.fixture
def client(papers: Service) -> Iterator[TestClient]:
    with TestClient(create_app(papers), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture
def folder_of() -> Callable[[Service], Path]:
    return lambda service: service.settings.data_dir / "briefings"
