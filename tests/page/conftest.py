"""A browser, a server over a small real library, and a page that reports whatever goes wrong in it."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from folders import AFFAIR_FOLDER
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from rag.service import Service
from server.access import Access

from .browser import CHROMIUM, MISSING, launched
from .serving import Running, over
from .shelf import write_pdf, write_ten

_PATIENCE = 90_000  # milliseconds; a busy machine is no fault of the page
expect.set_options(timeout=_PATIENCE)
AFFAIR = AFFAIR_FOLDER / "documents"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(MISSING)
    with launched() as found:
        yield found


@pytest.fixture(scope="package")
def serve(browser: Browser) -> Iterator[Callable[..., Running]]:  # no browser, no server
    """Serves a service until the tests of the page are over."""
    running: list[Running] = []

    def start(service: Service, access: Access | None = None) -> Running:
        running.append(Running(service, access))
        return running[-1]

    yield start
    for each in running:
        each.close()


@pytest.fixture(scope="package")
def served(serve: Callable[[Service], Running], tmp_path_factory: pytest.TempPathFactory) -> Running:
    """The invented affair, ten documents alike, and a PDF."""
    folder = tmp_path_factory.mktemp("shelf")
    return serve(over(folder / "data", [AFFAIR, *write_ten(folder / "ten"), write_pdf(folder / "pdf")]))


@pytest.fixture
def watched() -> Iterator[Callable[[Page], Page]]:
    """Watches pages and closes them; in the end no script has failed and nothing was asked of another host."""
    faults: list[str] = []
    pages: list[Page] = []

    def refuse(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def watch(page: Page) -> Page:
        pages.append(page)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda told: faults.append(f"console: {told.text}") if _is_fault(told) else None)
        page.on(
            "request",
            lambda request: faults.append(f"asked {request.url}") if _is_foreign(request.url) else None,
        )
        page.on("dialog", refuse)
        page.set_default_timeout(_PATIENCE)
        return page

    yield watch
    for page in pages:
        page.close()
    assert faults == []


def _is_fault(told: object) -> bool:
    # What the server refuses is told by the page itself; the browser's own line about it is no fault of ours.
    return told.type == "error" and not told.text.startswith("Failed to load resource")  # type: ignore[attr-defined]


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"


@pytest.fixture
def context(browser: Browser, served: Running) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=served.url,
        viewport={"width": 1280, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, watched: Callable[[Page], Page]) -> Page:
    return watched(context.new_page())
