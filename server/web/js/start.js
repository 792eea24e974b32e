// What an empty conversation shows: what this is, what it holds, and four questions that it can answer.

import { get } from "./api.js";
import { button, fill, make } from "./dom.js";
import { holdings, status } from "./status.js";

const AGAIN = 1500; // milliseconds; suggestions are made in the background after the library has changed
const TRIES = 20;

export function drawStart(view, put) {
  const held = make("p", { class: "quiet" }, " ");
  const suggestions = make("ul", { class: "suggestions", "aria-label": "Questions to begin with" });
  fill(
    view,
    make(
      "div",
      { class: "start" },
      make("h2", {}, "Ask what the papers say. Every answer is quoted, attributed and one click from its place."),
      held,
      suggestions,
      make(
        "p",
        { class: "quiet" },
        make("a", { href: "/library" }, "Add documents"),
        " in the library, or with the command ",
        make("code", {}, "report-qa ingest"),
        ".",
      ),
    ),
  );
  let offered = false;
  const show = (known) => {
    fill(
      held,
      known.documents
        ? `It holds ${holdings(known)}.`
        : known.ingestion_id
          ? "Documents are being taken in. Ask when the first are there."
          : "Nothing has been taken in yet. Add documents first, then ask.",
    );
    if (known.documents && !offered) {
      offered = true;
      offer(suggestions, put, TRIES);
    }
  };
  const told = ({ detail }) => (held.isConnected ? show(detail) : document.removeEventListener("status", told));
  document.addEventListener("status", told);
  status().then(show, () => fill(held, "The server does not answer yet."));
}

async function offer(list, put, tries) {
  const { questions, ready } = await get("/api/suggestions").catch(() => ({ questions: [], ready: true }));
  if (!list.isConnected) return;
  fill(
    list,
    questions.map((question) =>
      make(
        "li",
        {},
        button(question, () => put(question)),
      ),
    ),
  );
  if (!ready && tries > 0) setTimeout(() => offer(list, put, tries - 1), AGAIN);
}
