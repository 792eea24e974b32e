// Each claim beside what the other parties answer to it, silence included.

import { get } from "./api.js";
import { cited } from "./cited.js";
import { fill, make } from "./dom.js";
import { entitle } from "./router.js";
import { short } from "./words.js";

export async function claims({ view, current }) {
  entitle("Claims");
  view.classList.add("wide");
  const found = make("div", {}, make("p", { class: "waiting" }, "Looking"));
  fill(
    view,
    make("p", { class: "lede" }, "What one party says of another, and what the other answers in these papers."),
    found,
  );
  try {
    const { claims: listed } = await get("/api/claims");
    if (current())
      fill(
        found,
        listed.length
          ? listed.map(row)
          : make("p", { class: "quiet" }, "No claim that another party could answer was found."),
      );
  } catch (error) {
    if (current()) fill(found, make("p", { class: "note", role: "alert" }, error.message));
  }
}

/** A claim with what the others answer; those that are silent on it are named together. */
function row({ claim, party, answers }) {
  const silent = answers.filter((each) => each.silent).map((each) => short(each.party));
  return make(
    "article",
    { class: "claim" },
    make("div", {}, make("h2", { class: "told" }, `${short(party)} says`), cited(claim)),
    make(
      "div",
      {},
      answers.filter((each) => !each.silent).map(answer),
      silent.length > 0 &&
        make(
          "p",
          { class: "silent told" },
          make("span", { "aria-hidden": "true" }, "○ "),
          `Silent on this in these documents: ${silent.join(", ")}.`,
        ),
    ),
  );
}

const answer = ({ party, citations }) =>
  make(
    "div",
    { class: "stack" },
    make("h3", { class: "told" }, `${short(party)} answers`),
    citations.map((citation) => cited(citation)),
  );
