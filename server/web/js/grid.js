// The claims as a grid: a claim a row, a party a column, and silence a cell like any other.

import { lone } from "./citations.js";
import { button, make } from "./dom.js";
import { openSource } from "./source.js";
import { short, sourceLine } from "./words.js";

const PARTIES = 6; // columns; those that answer most

/** The table of these claims. */
export function drawGrid(claims) {
  const counted = new Map();
  for (const { answers } of claims)
    for (const { party, silent } of answers) counted.set(party, (counted.get(party) ?? 0) + (silent ? 0.001 : 1));
  const parties = [...counted].sort((one, other) => other[1] - one[1]).slice(0, PARTIES).map(([party]) => party);
  return make(
    "div",
    { class: "grid-of-claims", tabindex: "0", role: "region", "aria-label": "Claims and who answers them" },
    make(
      "table",
      {},
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Claim"), parties.map((party) => make("th", { scope: "col", class: "told" }, short(party, 60))))),
      make("tbody", {}, claims.map((each) => row(each, parties))),
    ),
  );
}

const row = ({ claim, party, answers }, parties) =>
  make(
    "tr",
    {},
    make("th", { scope: "row" }, make("span", { class: "quiet told" }, `${short(party, 60)}: `), said(claim)),
    parties.map((name) => cell(answers.find((each) => each.party === name), name === party)),
  );

function cell(answer, own) {
  if (own) return make("td", { class: "own quiet" }, "says it");
  if (!answer) return make("td", {}, make("span", { class: "quiet" }, "–"));
  if (answer.silent) return make("td", { class: "silent" }, "○ silent");
  return make("td", {}, answer.citations.map(said));
}

function said(citation) {
  const ours = citation.text_type === "summary";
  const words = short(citation.quote, 160);
  const open = button(ours ? `≈ ${words}` : `“${words}”`, () => openSource(lone(citation), citation.marker ?? 1, open), {
    class: ours ? "plain told" : "plain quotation",
    dir: "auto",
    "aria-label": `${ours ? "Our summary: " : ""}${words}, ${sourceLine(citation)}, opens the source`,
  });
  return open;
}
