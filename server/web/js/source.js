// The column at the right: the source of a citation, opened on demand, with the way to the others of its answer.

import { button, fill, find, make } from "./dom.js";
import { guardWhileCovered } from "./frame.js";
import { drawGrip } from "./grip.js";
import { drawReader } from "./reader.js";

let open = null; // {set, marker, opener}

/** Opens the source of `marker`; Esc or Close gives the focus back to `opener`. */
export function openSource(set, marker, opener) {
  const panel = find("#source");
  if (!open) history.pushState({ source: true }, "");
  open = { set, marker, opener: opener ?? open?.opener ?? null };
  panel.hidden = false;
  guardWhileCovered();
  const { title } = draw(panel, set, marker);
  title.focus({ preventScroll: true });
}

/** Closes it, by way of the history, so that Back and Close come to the same. */
export function closeSource() {
  if (open) history.back();
}

export const sourceIsOpen = () => open !== null;

function draw(panel, set, marker) {
  const place = set.list.findIndex((citation) => citation.marker === marker);
  const step = (by) => {
    const next = set.list[place + by];
    open = { ...open, marker: next.marker };
    draw(panel, set, next.marker);
    // The button that was pressed is drawn anew; at either end the other one takes the focus.
    const wanted = find(by < 0 ? ".previous" : ".next", panel);
    (wanted.disabled ? find(by < 0 ? ".next" : ".previous", panel) : wanted).focus();
  };
  const several = set.list.length > 1;
  const steps = make(
    "div",
    { class: "steps" },
    make("span", { class: "where" }, several ? `Citation ${marker} of ${set.list.length}` : "Source"),
    several &&
      button("Previous", () => step(-1), {
        class: "previous",
        disabled: place <= 0,
        "aria-label": "Previous citation",
      }),
    several &&
      button("Next", () => step(1), {
        class: "next",
        disabled: place >= set.list.length - 1,
        "aria-label": "Next citation",
      }),
    button("Close", closeSource, { class: "close", "aria-keyshortcuts": "Escape" }),
  );
  const reader = drawReader(set.citation(marker), { steps });
  fill(panel, drawGrip(panel), reader.element);
  document.dispatchEvent(new CustomEvent("source", { detail: { set, marker } }));
  return reader;
}

function shut() {
  const { opener } = open;
  open = null;
  const panel = find("#source");
  panel.hidden = true;
  panel.replaceChildren();
  guardWhileCovered();
  document.dispatchEvent(new CustomEvent("source", { detail: null }));
  if (opener?.isConnected) opener.focus();
}

document.addEventListener("history", (event) => {
  if (!open || event.detail?.source) return;
  event.preventDefault();
  shut();
});
document.addEventListener("navigated", () => open && shut());
