// What a check of an answer's citations against what is held now has found.

import { chip } from "./chip.js";
import { make } from "./dom.js";
import { count, reference } from "./words.js";

const STANDING = {
  holds: { sign: "✓", word: "still holds" },
  source_changed: { sign: "△", word: "source changed" },
  source_removed: { sign: "✗", word: "source removed" },
};

/** In one line. */
export function verdict(checked) {
  const fallen = checked.filter(({ status }) => status !== "holds").length;
  if (!checked.length) return "It cites nothing.";
  return fallen
    ? make(
        "b",
        { class: "standing-now source_changed" },
        `Checked just now: ${fallen} of ${count(checked.length, "citation")} no longer hold${fallen === 1 ? "s" : ""}.`,
      )
    : `Checked just now: ${checked.length === 1 ? "its citation still holds" : `all ${checked.length} citations still hold`}.`;
}

/** Citation by citation. */
export function references(answer, set) {
  if (!answer.citations.length) return null;
  const now = new Map(answer.checked.map(({ marker, status }) => [marker, status]));
  return make(
    "section",
    { class: "citations" },
    make("h3", { class: "label" }, "Its citations, checked just now"),
    make(
      "ul",
      { class: "references" },
      answer.citations.map((citation) => {
        const status = now.get(citation.marker);
        const { sign, word } = STANDING[status] ?? { sign: "?", word: "not checked" };
        return make(
          "li",
          {},
          chip(set, citation.marker),
          make(
            "div",
            {},
            make(
              "span",
              { class: `standing-now ${status}` },
              make("span", { "aria-hidden": "true" }, `${sign} `),
              word,
            ),
            " · ",
            make("span", { class: "told" }, reference(citation)),
          ),
        );
      }),
    ),
  );
}
