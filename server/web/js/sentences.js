// Selecting sentences of a text by the keyboard: → and ← go from one to the next, and with Shift take one more.

import { announce } from "./announce.js";
import { find } from "./dom.js";
import { short } from "./words.js";

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });

/** Lets the sentences of the text that `body` shows be selected while `body` has the focus; Enter calls `onenter`. */
export function selectByKeys(body, onenter) {
  let from = null; // where the selection began, {block, number}, and where it is now
  let at = null;
  body.addEventListener("keydown", (event) => {
    if (event.target !== body || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by && find("[data-from]", body)) {
      event.preventDefault();
      if (!at?.block.isConnected || getSelection().isCollapsed) from = at = null;
      at = at ? (beside(at, by) ?? at) : first(body);
      if (!event.shiftKey || !from) from = at;
      select(from, at);
    } else if (event.key === "Enter" && at && !getSelection().isCollapsed) {
      event.preventDefault();
      onenter();
    }
  });
}

/** The spans of a block's sentences, without the blanks around them. */
const sentencesOf = (block) =>
  [...SENTENCES.segment(block.textContent)]
    .map(({ segment, index }) => {
      const start = index + segment.length - segment.trimStart().length;
      return { start, end: start + segment.trim().length };
    })
    .filter(({ start, end }) => end > start);

/** The sentence that is marked, else the first that is in sight. */
function first(body) {
  const mark = find("mark", body);
  const top = (body.closest("#source") ? body : find("#scroller")).getBoundingClientRect().top;
  const blocks = [...body.querySelectorAll("[data-from]")];
  const block = mark?.closest("[data-from]") ?? blocks.find((each) => each.getBoundingClientRect().bottom > top) ?? blocks[0];
  const before = document.createRange();
  before.selectNodeContents(block);
  if (mark) before.setEndBefore(mark);
  const reached = mark ? before.toString().length : 0;
  const number = sentencesOf(block).findIndex(({ end }) => end > reached);
  return { block, number: Math.max(0, number) };
}

/** The sentence after or before another one, perhaps in the next block; null at either end of the text. */
function beside({ block, number }, by) {
  if (sentencesOf(block)[number + by]) return { block, number: number + by };
  const blocks = [...block.closest(".text").querySelectorAll("[data-from]")];
  for (let place = blocks.indexOf(block) + by; blocks[place]; place += by) {
    const own = sentencesOf(blocks[place]);
    if (own.length) return { block: blocks[place], number: by > 0 ? 0 : own.length - 1 };
  }
  return null;
}

function select(from, to) {
  const ends = [from, to].map(({ block, number }) => ({ block, ...sentencesOf(block)[number] }));
  const forward = from.block === to.block ? from.number <= to.number : Boolean(from.block.compareDocumentPosition(to.block) & Node.DOCUMENT_POSITION_FOLLOWING);
  const [first, last] = forward ? ends : ends.toReversed();
  const [begin, end] = [pointIn(first.block, first.start), pointIn(last.block, last.end)];
  getSelection().setBaseAndExtent(begin.node, begin.offset, end.node, end.offset);
  announce(short(getSelection().toString(), 300));
  bringIntoView(pointIn(ends[1].block, ends[1].start), pointIn(ends[1].block, ends[1].end));
}

/** The text node of a block, and the place in it, at an offset into the block's text. */
function pointIn(block, offset) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) return { node, offset: left };
    left -= node.length;
  }
  return { node: block, offset: block.childNodes.length };
}

function bringIntoView(begin, end) {
  const range = document.createRange();
  range.setStart(begin.node, begin.offset);
  range.setEnd(end.node, end.offset);
  const { top, bottom } = range.getBoundingClientRect();
  const scroller = begin.node.parentElement.closest("#source .body, #scroller");
  const seen = scroller.getBoundingClientRect();
  if (top < seen.top) scroller.scrollTop -= seen.top - top + EDGE;
  else if (bottom > seen.bottom) scroller.scrollTop += Math.min(bottom - seen.bottom + EDGE, top - seen.top - EDGE);
}

const EDGE = 16; // pixels between what is selected and the edge of what is seen
