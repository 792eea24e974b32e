// A briefing as it will be printed: its blocks and its notes, each note with the way to its place.

import { CitationSet } from "./citations.js";
import { button, make } from "./dom.js";
import { openSource } from "./source.js";

const TAGS = { quotation: "blockquote", item: "li" };

/** The paper that the server has made of the chosen parts. */
export function drawPaper({ title, day, blocks, notes }) {
  const set = new CitationSet(notes.map(({ document_id, start, end }, number) => ({ document_id, start, end, marker: number + 1 })));
  const line = (pieces) => together(pieces).map((piece) => (Array.isArray(piece) ? make("span", { class: "tail" }, piece.map((each) => drawPiece(each, set))) : drawPiece(piece, set)));
  const parts = blocks.map(({ manner, level, line: pieces, when }) => {
    if (manner === "heading") return make(`h${Math.min(level + 1, 6)}`, { class: "told" }, line(pieces));
    if (manner === "row") return make("p", { class: "row-of-time told" }, make("b", {}, when), make("span", {}, line(pieces)));
    return make(TAGS[manner] ?? "p", { class: `${manner} told`, dir: "auto" }, line(pieces));
  });
  return make(
    "article",
    { class: "paper-sheet", "aria-label": "Preview" },
    make("h1", { class: "told" }, title),
    make("p", { class: "day" }, day),
    lists(parts),
    notes.length > 0 && [
      make("h2", {}, "Notes"),
      make("ol", { class: "notes-below" }, notes.map((note) => make("li", { class: "told" }, line(note.line)))),
    ],
  );
}

const LONGEST_WORD = 28; // characters; a longer one is broken anywhere

/** The pieces of a line, each mark in one array with the last word before it: they stay on one line. */
function together(pieces) {
  const found = [];
  for (const piece of pieces) {
    const before = found.at(-1);
    const cut = piece.tone === "mark" && before?.text ? before.text.trimEnd().lastIndexOf(" ") + 1 : -1;
    if (cut < 0 || before.text.length - cut > LONGEST_WORD || before.tone === "link") found.push(piece);
    else found.splice(-1, 1, { ...before, text: before.text.slice(0, cut) }, [{ ...before, text: before.text.slice(cut) }, piece]);
  }
  return found;
}

/** List items that follow each other, in one list. */
function lists(parts) {
  const found = [];
  for (const part of parts) {
    if (!part.matches("li")) found.push(part);
    else if (found.at(-1)?.matches("ul")) found.at(-1).append(part);
    else found.push(make("ul", {}, part));
  }
  return found;
}

function drawPiece({ text, tone, target, note }, set) {
  if (tone === "quotation") return make("span", { class: "quotation" }, text);
  if (tone === "strong") return make("b", {}, text);
  if (tone === "aside") return make("i", {}, text);
  if (tone === "link" && target) return make("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, text);
  if (tone !== "mark") return text;
  const mark = button(text, () => openSource(set, note, mark), {
    class: "mark",
    "aria-label": `Note ${text}, opens its place`,
  });
  return make("sup", {}, mark);
}
