// The card beside a chip: the cited words with what stands around them, and whose they are.

import { documentOf } from "./documents.js";
import { fill, find, make } from "./dom.js";
import { unitSpan } from "./offsets.js";
import { cautions, pageWords, short, sourceLine, speakerWords, titledSource } from "./words.js";

const AROUND = 180; // characters on each side
const LONGEST = 900;
const LEAVING = 160; // milliseconds in which the pointer may move from the chip to the card

let owner = null;
let leaving = 0;

/** Shows the card of `citation` beside `chip`. */
export function showCard(chip, citation) {
  const card = find("#card");
  clearTimeout(leaving);
  owner?.removeAttribute("aria-describedby");
  owner = chip;
  const passage = make("p", { class: "quotation", dir: "auto" }, short(citation.quote, LONGEST));
  fill(
    card,
    make("p", { class: "label" }, speakerWords(citation) || sourceLine(citation)),
    passage,
    make(
      "p",
      { class: "quiet" },
      [titledSource(citation), pageWords(citation)].filter(Boolean).join(" · "),
    ),
    cautions(citation).map((fact) => make("p", { class: "quiet" }, fact)),
  );
  card.hidden = false;
  chip.setAttribute("aria-describedby", "card");
  beside(card, chip);
  documentOf(citation.document_id)
    .then((document) => {
      if (owner !== chip) return;
      const around = surroundings(document.text, citation);
      if (around) {
        fill(
          passage,
          make("span", { class: "around" }, around.before),
          make("mark", {}, short(citation.quote, LONGEST)),
          make("span", { class: "around" }, around.after),
        );
        beside(card, chip);
      }
    })
    .catch(() => {}); // The quote alone is shown; opening the source says what is wrong.
}

/** Hides the card; `unlessEntered` leaves time to move the pointer onto it. */
export function hideCard({ unlessEntered = false } = {}) {
  clearTimeout(leaving);
  if (unlessEntered) {
    leaving = setTimeout(() => !find("#card").matches(":hover") && hideCard(), LEAVING);
    return;
  }
  owner?.removeAttribute("aria-describedby");
  owner = null;
  find("#card").hidden = true;
}

/** Whether a card was there to be hidden: Esc hides it before anything else. */
export function dismissCard() {
  const shown = !find("#card").hidden;
  hideCard();
  return shown;
}

find("#card").addEventListener("pointerleave", () => hideCard({ unlessEntered: true }));
find("#scroller").addEventListener(
  "scroll",
  () => {
    // A chip that takes the focus may have to be scrolled to; its card goes with it.
    if (owner && owner === document.activeElement) beside(find("#card"), owner);
    else if (owner) hideCard();
  },
  { passive: true },
);

function surroundings(text, citation) {
  const span = unitSpan(text, citation.start, citation.end);
  if (!span || text.slice(span.from, span.to) !== citation.quote) return null;
  const before = text.slice(Math.max(0, span.from - AROUND), span.from);
  const after = text.slice(span.to, span.to + AROUND);
  const whole = (side, pattern) => side.replace(pattern, "");
  return {
    before: (span.from > AROUND ? "… " + whole(before, /^\S*\s/) : before).replace(/\s*\n+\s*/g, " / "),
    after: (span.to + AROUND < text.length ? whole(after, /\s\S*$/) + " …" : after).replace(/\s*\n+\s*/g, " / "),
  };
}

function beside(card, chip) {
  const at = chip.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left - 24, innerWidth - width - 8));
  const below = at.bottom + 6;
  const top = below + height > innerHeight - 8 && at.top - height - 6 > 8 ? at.top - height - 6 : below;
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}
