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

const row = ({ claim, party, answers }) =>
  make(
    "article",
    { class: "claim" },
    make("div", {}, make("h2", { class: "told" }, `${short(party)} says`), cited(claim)),
    make("div", {}, answers.map(answer)),
  );

const answer = ({ party, citations, silent }) =>
  silent
    ? make(
        "div",
        { class: "silent" },
        make("h3", { class: "told" }, short(party)),
        make("p", {}, make("span", { "aria-hidden": "true" }, "○ "), "Silent: no answer to this in these documents."),
      )
    : make("div", { class: "stack" }, make("h3", { class: "told" }, `${short(party)} answers`), citations.map(cited));
