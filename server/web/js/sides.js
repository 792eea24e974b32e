// The parties beside each other: what each says on the point, or that the documents leave it silent. What stands in the
// answer already is folded; who is silent is said on the fold.

import { chip, endingIn } from "./chip.js";
import { make } from "./dom.js";
import { short } from "./words.js";

const SHOWN = 2; // passages of a side; all of them stand in the answer above

export function sides(answer, set) {
  const above = new Set(answer.sentences.flatMap(({ citations }) => citations));
  const folded = answer.sides.every(({ citations }) => citations.every((marker) => above.has(marker)));
  return make(
    "details",
    { class: "sides", open: !folded },
    make("summary", {}, make("b", {}, "Side by side"), ": ", named(answer.sides)),
    make(
      "div",
      {},
      answer.sides.map((side) => column(side, set)),
    ),
  );
}

const named = (sides) =>
  sides.map(({ party, silent }, number) => [
    number > 0 && ", ",
    make("span", { class: "told" }, short(party)),
    silent && make("span", { class: "quiet" }, " ○\u00a0silent"),
  ]);

function column(side, set) {
  const cited = side.citations.map((marker) => set.citation(marker)).filter(Boolean);
  const said = cited.map((citation) => spoken(citation, set));
  return make(
    "div",
    { class: side.silent ? "side silent" : "side" },
    make("h3", { class: "told" }, short(side.party)),
    side.silent &&
      make(
        "p",
        {},
        make("span", { "aria-hidden": "true" }, "○ "),
        "Silent: nothing on this point in these documents.",
      ),
    said.slice(0, SHOWN),
    said.length > SHOWN &&
      make("details", {}, make("summary", {}, `${said.length - SHOWN} more`), said.slice(SHOWN)),
  );
}

function spoken(citation, set) {
  const ours = citation.text_type === "summary";
  return make(
    "p",
    {},
    ours && make("span", { class: "lead" }, "Our summary: "),
    make(
      "span",
      { class: ours ? "told" : "quotation", dir: "auto" },
      endingIn(chip(set, citation.marker), ours ? citation.quote : `“${citation.quote}”`),
    ),
  );
}
