// Keeping sentences for later: a button beside each, and what is kept already.

import { announce } from "./announce.js";
import { get, send } from "./api.js";
import { button } from "./dom.js";
import { count } from "./words.js";

let kept = null; // a promise of the places that are kept

const placeOf = ({ document_id: id, start, end }) => `${id} ${start} ${end}`;

const places = () =>
  (kept ??= get("/api/pins").then(
    ({ pins }) => new Set(pins.map(({ citation }) => placeOf(citation))),
    () => ((kept = null), new Set()),
  ));

/** Forgets what is kept: a pin was dropped. */
export const forgetKept = () => (kept = null);

/** Keeps the sentences at a place; gives their pins. */
export async function keep({ document_id: id, start, end, note, heading }) {
  const { pins } = await send("POST", "/api/pins", { document_id: id, start, end, note, heading });
  const known = await places();
  for (const { citation } of pins) known.add(placeOf(citation));
  announce(`${count(pins.length, "sentence")} kept.`);
  return pins;
}

/** Keeps every sentence that an answer cites. */
export async function keepAll(answer) {
  for (const citation of answer.citations) await keep(citation);
  announce(`${count(answer.citations.length, "sentence")} kept.`);
  document.dispatchEvent(new CustomEvent("kept"));
}

/** The button that keeps the sentence of `citation`. */
export function keepButton(citation, name = "this sentence") {
  const show = (is) => {
    made.setAttribute("aria-pressed", String(is));
    made.textContent = is ? "Kept" : "Keep";
  };
  const made = button(
    "Keep",
    async () => {
      await keep(citation);
      show(true);
    },
    { class: "keep", "aria-pressed": "false", "aria-label": `Keep ${name} among the pins` },
  );
  const look = () => places().then((known) => show(known.has(placeOf(citation))));
  look();
  made.dataset.place = placeOf(citation);
  return made;
}

document.addEventListener("kept", async () => {
  const known = await places();
  for (const made of document.querySelectorAll(".keep[data-place]"))
    if (known.has(made.dataset.place)) {
      made.setAttribute("aria-pressed", "true");
      made.textContent = "Kept";
    }
});
