// A cited passage in a list: the words, whose they are, and the way to their place.

import { lone } from "./citations.js";
import { button, make } from "./dom.js";
import { keepButton } from "./keep.js";
import { openSource } from "./source.js";
import { pageWords, short, sourceLine, speakerWords } from "./words.js";

/** `set` holds those that can be stepped to from it; by itself it is the only one. */
export function cited(citation, set = lone(citation), { keeps = true } = {}) {
  const ours = citation.text_type === "summary";
  const open = button("Open", () => openSource(set, citation.marker ?? 1, open), {
    class: "plain",
    "aria-label": `Open the source: ${sourceLine(citation)}`,
  });
  const { speaker, said_via: via, publisher } = citation;
  const who = speaker !== publisher && speakerWords(via === publisher ? { speaker } : citation);
  // The title stands over the source, and here only where nobody is known to have published it.
  const from = [ours && "≈ our summary", who, sourceLine(citation), pageWords(citation)].filter(Boolean).join(" · ");
  return make(
    "div",
    { class: "cited" },
    make("p", { class: ours ? "told" : "quotation", dir: "auto" }, ours ? citation.quote : `“${citation.quote}”`),
    make("p", { class: "from told", title: publisher && citation.title ? short(citation.title) : null }, from, open, keeps && keepButton(citation, short(citation.quote, 60))),
  );
}
