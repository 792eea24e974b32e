"""How quick the page is in the browser, in three figures with how they are taken.

Run it as `PYTHONPATH=tests python -m tests.page.speed`.
"""

import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # as pytest has it: `papers` stands there

from playwright.sync_api import Page

from rag.question.query import Question
from rag.storage.archive.answers import new_id

from .browser import launched
from .conftest import AFFAIR
from .serving import Running, over

_QUESTIONS = (
    "How many sailings were cancelled?",
    "What did the review recommend?",
    "What would dredging the approach cost?",
    "How did Norvane respond to the review on the wave limit?",
    "When did the Maid of Hethersay touch the bottom?",
)
_TURNS = 200
_FIRST_SENTENCE = """async (question) => {
  const box = document.querySelector("#question");
  const before = document.querySelectorAll(".turn").length;
  const turn = () => document.querySelectorAll(".turn")[before];
  box.value = question;
  const begun = performance.now();
  const seen = new Promise((told) => {
    const look = () => turn()?.querySelector(".sentence") && told(performance.now());
    new MutationObserver(look).observe(document.querySelector("#view"), { childList: true, subtree: true });
  });
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  const waited = (await seen) - begun;
  while (!turn().querySelector(".actions")) await new Promise(requestAnimationFrame);
  const id = turn().querySelector(".actions").dataset.answer;
  const { timings_ms: timings } = await (await fetch(`/api/answers/${id}`)).json();
  return waited - Object.values(timings).reduce((sum, each) => sum + each, 0);
}"""
_KEYS = """async () => {
  const box = document.querySelector("#question");
  const taken = [];
  for (let number = 0; number < 60; number += 1) {
    const begun = performance.now();
    box.value += "a";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.getBoundingClientRect();
    await new Promise(requestAnimationFrame);
    await new Promise((wake) => setTimeout(wake));
    taken.push(performance.now() - begun);
  }
  return taken;
}"""
_SCROLL = """async () => {
  const column = document.querySelector("#scroller");
  const gaps = [];
  let last = await new Promise(requestAnimationFrame);
  for (let place = 0; place < column.scrollHeight; place += 800) {
    column.scrollTop = place;
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        running = Running(over(Path(folder), [AFFAIR]))
        try:
            page = browser.new_page(base_url=running.url, viewport={"width": 1440, "height": 900})
            page.goto("/")
            first = [_first_paint(page) for _ in range(7)]
            print(f"first contentful paint: {_told(first)}")
            page.goto("/")
            page.evaluate(_FIRST_SENTENCE, _QUESTIONS[0])  # the model is loaded by the first question
            above = [page.evaluate(_FIRST_SENTENCE, question) for question in _QUESTIONS * 4]
            print(f"Enter to the first sentence, above the server's own time: {_told(above)}")
            page.goto(f"/conversations/{_long_conversation(running)}")
            page.locator(".turn").nth(_TURNS - 1).wait_for()
            print(f"a letter typed under {_TURNS} turns, to the next frame: {_told(page.evaluate(_KEYS))}")
            print(f"a frame while {_TURNS} turns are scrolled through: {_told(page.evaluate(_SCROLL))}")
        finally:
            running.close()


def _first_paint(page: Page) -> float:
    page.reload(wait_until="load")
    page.wait_for_timeout(200)
    found: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    return found


def _long_conversation(running: Running) -> str:
    answers = [running.service.pipeline.answer(Question(question)) for question in _QUESTIONS]
    conversation = new_id()
    for number in range(_TURNS):
        answer = answers[number % len(answers)]
        running.service.archive.keep(replace(answer, id=new_id(), conversation_id=conversation))
    return conversation


def _told(milliseconds: list[float]) -> str:
    ordered = sorted(milliseconds)
    high = ordered[int(len(ordered) * 0.95)]
    return (
        f"median {statistics.median(ordered):.0f} ms, 95 in 100 within {high:.0f} ms ({len(ordered)} taken)"
    )


if __name__ == "__main__":
    main()
