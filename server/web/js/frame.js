// The columns: folding the conversations away, and keeping what is covered out of the keyboard's reach.

import { find } from "./dom.js";
import { recall, remember } from "./kept.js";

const ONE_COLUMN = matchMedia("(max-width: 700px)");
const FOLDED = matchMedia("(max-width: 1100px)");

/** While a column lies over the others, they take no focus and no clicks. */
export function guardWhileCovered() {
  const sourceCovers = ONE_COLUMN.matches && !find("#source").hidden;
  const railCovers = FOLDED.matches && document.body.classList.contains("rail-open");
  find("#main").inert = sourceCovers || railCovers;
  find(".skip").inert = sourceCovers || railCovers;
  find("#rail").inert = sourceCovers;
  find("#source").inert = railCovers;
}

/** Folds the conversations in or out. */
export function showRail(shown) {
  document.body.classList.toggle("rail-open", shown && FOLDED.matches);
  if (!FOLDED.matches) {
    document.documentElement.classList.toggle("rail-folded", !shown);
    remember("rail", shown ? null : "folded");
  }
  guardWhileCovered();
  tell();
}

/** Folds away what lies over the page; says whether there was anything. */
export function foldRail() {
  if (!document.body.classList.contains("rail-open")) return false;
  showRail(false);
  find("#rail-switch").focus();
  return true;
}

export function startFrame() {
  document.documentElement.classList.toggle("rail-folded", recall("rail") === "folded");
  find("#rail-switch").addEventListener("click", () => {
    showRail(!railIsShown());
    if (document.body.classList.contains("rail-open")) find("#new-conversation").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (document.body.classList.contains("rail-open") && !find("#rail").contains(event.target)) foldRail();
  });
  for (const width of [ONE_COLUMN, FOLDED]) {
    width.addEventListener("change", () => {
      document.body.classList.remove("rail-open");
      guardWhileCovered();
      tell();
    });
  }
  document.addEventListener("navigated", () => {
    if (document.body.classList.contains("rail-open")) showRail(false);
  });
  tell();
}

const railIsShown = () =>
  FOLDED.matches
    ? document.body.classList.contains("rail-open")
    : !document.documentElement.classList.contains("rail-folded");

const tell = () => find("#rail-switch").setAttribute("aria-expanded", String(railIsShown()));
