// A cited passage in a list: the words, whose they are, and the way to their place.

import { lone } from "./citations.js";
import { button, make } from "./dom.js";
import { keepButton } from "./keep.js";
import { openSource } from "./source.js";
import { pageWords, short, sourceLine, speakerWords, titledSource } from "./words.js";

/** `set` holds those that can be stepped to from it; by itself it is the only one. */
export function cited(citation, set = lone(citation), { keeps = true } = {}) {
  const ours = citation.text_type === "summary";
  const open = button("Open", () => openSource(set, citation.marker ?? 1, open), {
    class: "plain",
    "aria-label": `Open the source: ${sourceLine(citation)}`,
  });
  const speaker = citation.speaker !== citation.publisher && speakerWords(citation);
  const from = [ours && "≈ our summary", speaker, titledSource(citation), pageWords(citation)];
  return make(
    "div",
    { class: "cited" },
    make("p", { class: ours ? "told" : "quotation", dir: "auto" }, ours ? citation.quote : `“${citation.quote}”`),
    make("p", { class: "from told" }, from.filter(Boolean).join(" · "), open, keeps && keepButton(citation, short(citation.quote, 60))),
  );
}
