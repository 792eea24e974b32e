// The numbered chips at a sentence's end: they show the passage when pointed at and open its place when pressed.

import { hideCard, showCard } from "./card.js";
import { make } from "./dom.js";
import { openSource } from "./source.js";
import { sourceLine } from "./words.js";

/** The chip of `marker`; bare text where the answer has no such citation. */
export function chip(set, marker) {
  const citation = set.citation(marker);
  if (!citation) return `[${marker}]`;
  const made = make(
    "button",
    {
      type: "button",
      class: "chip",
      "aria-label": `Citation ${marker}: ${sourceLine(citation)}, opens the source`,
      onclick: () => {
        hideCard();
        openSource(set, marker, made);
      },
      onpointerenter: (event) => event.pointerType === "mouse" && wantsCard(made) && showCard(made, citation),
      onpointerleave: () => hideCard({ unlessEntered: true }),
      onfocus: () => made.matches(":focus-visible") && wantsCard(made) && showCard(made, citation),
      onblur: () => hideCard(),
    },
    String(marker),
  );
  chips.set(made, { set, marker });
  return made;
}

const LONGEST_WORD = 28; // characters; a longer one is broken anywhere

/** Words that end in a chip, whose last word stays on one line with it. */
export function endingIn(chipMade, words) {
  const last = words.trimEnd().lastIndexOf(" ") + 1;
  const cut = words.length - last > LONGEST_WORD ? words.length : last;
  return [words.slice(0, cut), make("span", { class: "tail" }, words.slice(cut), "\u00a0", chipMade)];
}

// In a list of references the passage stands beside its chip, and a card would lie on the chips below.
const wantsCard = (element) => !element.closest(".references");

// Which citation a chip stands for; chips that are gone are forgotten with their elements.
const chips = new WeakMap();

document.addEventListener("source", ({ detail }) => {
  for (const element of document.querySelectorAll(".chip")) {
    const known = chips.get(element);
    const open = detail && known && known.set === detail.set && known.marker === detail.marker;
    if (open) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }
});

/** `text` with each marker in it, such as [2], as a chip. */
export function withChips(text, set) {
  return text.split(/(\[\d+\])/).map((part) => {
    const marker = /^\[(\d+)\]$/.exec(part);
    return marker ? chip(set, Number(marker[1])) : part;
  });
}
