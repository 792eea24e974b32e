// Each claim beside what the other parties answer to it, silence included.

import { get } from "./api.js";
import { cited } from "./cited.js";
import { button, fill, make } from "./dom.js";
import { drawFilters, filtered, whenFiltered } from "./filters.js";
import { drawGrid } from "./grid.js";
import { recall, remember } from "./kept.js";
import { entitle } from "./router.js";
import { count, short } from "./words.js";

export function claims({ view, current }) {
  entitle("Claims");
  view.classList.add("wide");
  const found = make("div", {}, make("p", { class: "waiting" }, "Looking"));
  fill(
    view,
    make("p", { class: "lede" }, "What one party says of another, and what the other answers in these papers."),
    make("div", { class: "restrictions" }, drawFilters()),
    found,
  );
  const show = async () => {
    try {
      const { claims: listed } = await get(`/api/claims?${filtered()}`);
      if (current()) fill(found, listed.length ? table(listed) : nothing());
    } catch (error) {
      if (current()) fill(found, make("p", { class: "note", role: "alert" }, error.message));
    }
  };
  whenFiltered(found, show);
  return show();
}

const nothing = () => [
  make("p", { class: "quiet" }, "No claim that another party could answer was found."),
  make(
    "p",
    { class: "quiet" },
    "Claims are those of a paper of the kind “report” whose publisher is known, where other papers quote somebody on it. ",
    make("a", { href: "/library" }, "Look in the library"),
    " whether a report lacks its kind or its publisher, or remove a filter.",
  ),
];
const isAnswered = ({ answers }) => answers.some((each) => !each.silent);

/** How many there are, the choice of those that are answered alone, and the claims of each party under its name. */
function table(listed) {
  const answered = listed.filter(isAnswered).length;
  const rows = listed.map((each) => ({ each, element: row(each) }));
  const parties = [...new Set(listed.map(({ party }) => party))];
  const grid = make("div", { hidden: recall("claims") !== "grid" });
  const only = make("input", { type: "checkbox", onchange: () => show() });
  const party = make(
    "select",
    { onchange: () => show() },
    make("option", { value: "" }, "anybody"),
    parties.map((name) => make("option", { value: name }, short(name, 60))),
  );
  const words = make("input", { type: "search", placeholder: "Only with these words", oninput: () => show(), autocomplete: "off" });
  const wanted = (each) =>
    (!only.checked || isAnswered(each)) && (!party.value || each.party === party.value) && each.claim.quote.toLowerCase().includes(words.value.trim().toLowerCase());
  const asGrid = button("As a grid", () => {
    grid.hidden = !grid.hidden;
    asGrid.setAttribute("aria-pressed", String(!grid.hidden));
    remember("claims", grid.hidden ? null : "grid");
    show();
  }, { "aria-pressed": String(!grid.hidden) });
  const show = () => {
    for (const { each, element } of rows) element.hidden = !wanted(each);
    for (const section of sections) section.hidden = !grid.hidden || !section.querySelector(".claim:not([hidden])");
    fill(grid, !grid.hidden && drawGrid(listed.filter(wanted)));
  };
  const sections = parties.map((party) => {
    const own = rows.filter(({ each }) => each.party === party);
    return make(
      "section",
      { class: "claimant" },
      make("h2", { class: "told" }, `${short(party)} says`),
      replies(
        party,
        own.map(({ each }) => each),
      ),
      own.map(({ element }) => element),
    );
  });
  show();
  return [
    make(
      "div",
      { class: "row narrowing" },
      make("p", { class: "quiet" }, `${count(listed.length, "claim")}, ${answered} of them answered.`),
      parties.length > 1 && make("label", { class: "by-whom" }, make("span", {}, "By"), party),
      make("label", { class: "tick" }, only, "Only those answered"),
      make("label", { class: "field words" }, make("span", { class: "unseen" }, "Only claims with these words"), words),
      asGrid,
    ),
    grid,
    sections,
  ];
}

/** What those that answer no single claim say where they speak of the whole. */
function replies(claimant, listed) {
  const whole = new Map(
    listed
      .flatMap(({ answers }) => answers)
      .filter((each) => each.on_the_work)
      .map((each) => [each.party, each.on_the_work]),
  );
  return [...whole].map(([party, citation]) =>
    make(
      "div",
      { class: "whole" },
      make("h3", { class: "told" }, `${short(party)}, first heard where these papers speak of ${short(claimant)}`),
      cited(citation),
    ),
  );
}

/** A claim with what the others answer; those that do not are named together. */
function row({ claim, answers }) {
  const silent = answers.filter((each) => each.silent).map((each) => short(each.party));
  return make(
    "article",
    { class: "claim" },
    make("div", {}, cited(claim)),
    make(
      "div",
      {},
      answers.filter((each) => !each.silent).map(answer),
      silent.length > 0 &&
        make(
          "p",
          { class: "silent told" },
          make("span", { "aria-hidden": "true" }, "○ "),
          `No answer to this found in these documents: ${silent.join(", ")}.`,
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
