// The question box: Enter sends, Shift+Enter breaks the line; while an answer comes, its button stops it.

import { drawFilters } from "./filters.js";
import { fill, find, make } from "./dom.js";
import { pointsOf } from "./offsets.js";

const LONGEST = 2000; // characters, as the server counts them
const WARN_FROM = 1800;
const GROWS = CSS.supports("field-sizing", "content");

/** Builds the box; `onask` is told the question, `onstop` that it is enough; `onrecall` gives the question before. */
export function startComposer({ onask, onstop, onrecall }) {
  const form = find("#composer");
  const hint = make(
    "p",
    { id: "question-hint", class: "quiet unseen" },
    "Enter sends, Shift and Enter begin a new line.",
  );
  const box = make("textarea", {
    id: "question",
    name: "question",
    rows: "1",
    placeholder: "Ask what these papers say",
    autocomplete: "off",
    "aria-label": "Your question",
    "aria-describedby": "question-hint",
    dir: "auto",
  });
  const act = make("button", { type: "submit", class: "primary" }, "Ask");
  const mode = make(
    "select",
    { "aria-label": "How the answer is made" },
    make("option", { value: "auto" }, "with the model"),
    make("option", { value: "extractive" }, "without the model"),
  );
  const modes = make("label", { class: "mode", hidden: true }, "Answers", mode);
  let busy = false;

  const submit = () => {
    if (busy) return onstop();
    const question = box.value.trim();
    if (question) onask(question);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowUp" && !box.value) {
      const before = onrecall();
      if (before) {
        event.preventDefault();
        box.value = before;
        box.dispatchEvent(new Event("input"));
      }
      return;
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!busy) submit();
  });
  box.addEventListener("input", () => {
    if (!GROWS) grow(box);
    tellLength();
  });
  document.addEventListener("status", ({ detail }) => (modes.hidden = !detail.chat_model));

  function tellLength() {
    const length = box.value.length < WARN_FROM ? 0 : pointsOf(box.value);
    const told = length >= WARN_FROM;
    hint.className = told ? (length > LONGEST ? "warn" : "quiet") : "quiet unseen";
    hint.textContent = told
      ? `${length.toLocaleString("en-GB")} of ${LONGEST.toLocaleString("en-GB")} characters` +
        (length > LONGEST ? ": ask in fewer words." : ".")
      : "Enter sends, Shift and Enter begin a new line.";
  }

  const restrictions = make("div", { class: "restrictions" }, drawFilters(), modes);
  fill(form, make("div", {}, restrictions, make("div", { class: "box" }, box, act), hint));
  return {
    show: (shown) => (form.hidden = !shown),
    focus: () => box.focus(),
    mode: () => (modes.hidden ? "auto" : mode.value),
    put: (question) => {
      box.value = question;
      box.dispatchEvent(new Event("input"));
      box.focus();
    },
    clear: () => {
      box.value = "";
      box.dispatchEvent(new Event("input"));
    },
    busy: (working) => {
      busy = working;
      act.textContent = working ? "Stop" : "Ask";
      act.classList.toggle("primary", !working);
    },
  };
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}
