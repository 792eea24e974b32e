// What an empty conversation shows: what the papers are about, who is in them, what to read first, and questions to begin with.

import { get } from "./api.js";
import { drawUploads } from "./uploads.js";
import { button, fill, find, make } from "./dom.js";
import { glance } from "./glance.js";
import { holdings, refreshStatus, status } from "./status.js";

const AGAIN = 1500; // milliseconds; suggestions are made in the background after the library has changed
const TRIES = 20;

export function drawStart(view, put) {
  view.classList.add("opening");
  const held = make("p", { class: "quiet" }, " ");
  const suggestions = make("ul", { class: "suggestions", "aria-label": "Questions to begin with" });
  const overview = make("div", { class: "glance" });
  const adding = make("details", { class: "adding" }, make("summary", {}, "Add documents"));
  adding.addEventListener("toggle", () => find(".drop", adding) ?? adding.append(drawUploads(refreshStatus)));
  fill(
    view,
    make(
      "div",
      { class: "start" },
      make(
        "div",
        { class: "begin" },
        make(
          "div",
          { class: "deck" },
          make("h2", {}, "Ask what the papers say"),
          make("p", { class: "lede" }, "Every answer is quoted, attributed and one click from its place."),
          held,
          adding,
        ),
        suggestions,
      ),
      overview,
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
    if (!known.documents && !known.ingestion_id) adding.open = true;
    if (known.documents && !offered) {
      offered = true;
      offer(suggestions, put, TRIES);
      glance(overview);
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
