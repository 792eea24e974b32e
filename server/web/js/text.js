// A document's text, block by block, with one span of it marked and its page breaks shown.

import { make } from "./dom.js";
import { pointsOf, toUnits } from "./offsets.js";
import { short } from "./words.js";

const BLOCKS_IN_SECTION = 40; // a section off the screen is not laid out, so long documents open at once

/** The text as an element, and the marks in it; `span` in UTF-16 units, or null to mark nothing. */
export function drawText(document, span) {
  const marks = [];
  const element = make("div", { class: "text" });
  const breaks = pageBreaks(document);
  const cells = rowCells(document);
  let section = null;
  let held = 0;
  for (const block of blocksOf(
    document.text,
    breaks.map(({ at }) => at),
  )) {
    if (held % BLOCKS_IN_SECTION === 0) element.append((section = make("section")));
    held += 1;
    const page = breaks.find(({ at }) => at === block.from);
    if (page) section.append(make("p", { class: "page-break" }, page.name));
    const shown = paragraph(document.text, block, span, marks);
    // Shown by the style sheet, so that a selection of the text is of the text alone.
    if (cells.has(block.from)) shown.dataset.cells = cells.get(block.from);
    section.append(shown);
  }
  return { element, marks };
}

function paragraph(text, { from, to }, span, marks) {
  if (!span || span.to <= from || span.from >= to) return make("p", { "data-from": from }, text.slice(from, to));
  const start = Math.max(from, span.from);
  const end = Math.min(to, span.to);
  const marked = make("mark", {}, text.slice(start, end));
  marks.push(marked);
  return make("p", { "data-from": from }, text.slice(from, start), marked, text.slice(end, to));
}

/** The spans between blank lines and page breaks, without the line feeds between them. */
function* blocksOf(text, breaks) {
  const cuts = [...breaks.filter((at) => at > 0 && at < text.length), text.length];
  let from = 0;
  for (const cut of cuts) {
    const gap = /\n{2,}/g;
    gap.lastIndex = from;
    for (let match = gap.exec(text); match && match.index < cut; match = gap.exec(text)) {
      if (match.index > from) yield { from, to: match.index };
      from = Math.min(cut, match.index + match[0].length);
    }
    if (cut > from) yield { from, to: cut };
    from = cut;
  }
}

function pageBreaks(document) {
  const pages = document.page_starts;
  const at = toUnits(
    document.text,
    pages.map((page) => page.start),
  );
  return pages.map((page, number) => ({ at: at[number], name: pageName(page) }));
}

/** The cells of each row of a sheet by where its text starts, in UTF-16 units. */
function rowCells(document) {
  const rows = document.page_starts.flatMap((page) => page.cells);
  const at = toUnits(
    document.text,
    rows.map(([start]) => start),
  );
  return new Map(rows.map(([, cells], number) => [at[number], cells]));
}

/** "Page 12 (PDF page 14)", or "Page 3" where both numbers are the same or none is printed; "Sheet “Costs”". */
export const pageName = ({ number, label, cells = [] }) =>
  cells.length ? (label ? `Sheet “${short(label)}”` : "Table") :
  label && label !== String(number) ? `Page ${short(label, 12)} (PDF page ${number})` : `Page ${number}`;

/** The span, in code points of `text`, of what is selected within `element`, which `drawText` made; null where nothing is. */
export function selectedSpan(element, text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const place = (node, offset) => {
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-from]");
    if (!block) return null;
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(node, offset);
    return Number(block.dataset.from) + before.toString().length;
  };
  const [from, to] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
  if (from === null || to === null || to <= from) return null;
  return { start: pointsOf(text.slice(0, from)), end: pointsOf(text.slice(0, to)) };
}
