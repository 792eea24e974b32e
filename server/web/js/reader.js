// A source being read: what it is at the top, then its pages or its text with the passage marked and centred.

import { announce } from "./announce.js";
import { inAffair } from "./base.js";
import { copyButton, quoteWithCitation } from "./copying.js";
import { documentOf } from "./documents.js";
import { button, fill, find, make, webAddress } from "./dom.js";
import { keep } from "./keep.js";
import { certainSpan, linkTo } from "./place.js";
import { selectByKeys } from "./sentences.js";
import { drawSheets } from "./sheets.js";
import { drawText, selectedSpan } from "./text.js";
import { cautions, count, isRecognised, pageWords, short, speakerWords, spokenDate, spokenKind } from "./words.js";

const SHOWN = 1600; // milliseconds that a button says what it has done

/** The reader of `citation` as an element. A citation without a span shows the document from its top.

    `steps` is what stands above the title, `whole` whether this is the page's main thing. */
export function drawReader(citation, { steps = null, whole = false } = {}) {
  const title = make("h2", { tabindex: "-1", id: whole ? null : "source-title" });
  const about = make("div", { class: "facts" });
  const speaker = make("p", { class: "speaker", hidden: true });
  const tools = make("div", { class: "tools", role: "group", "aria-label": "This source" });
  const body = make("div", {
    class: "body",
    tabindex: "0",
    role: "region",
    "aria-label": "Text of the source",
    "aria-keyshortcuts": "ArrowRight ArrowLeft Enter",
  });
  selectByKeys(body, () => find("[data-keeps]", tools)?.click());
  const element = make("div", { class: "reader" }, make("header", {}, steps, title, about, speaker, tools), body);
  describe(citation, { title, about, speaker });
  fill(body, make("p", { class: "waiting" }, "Opening"));
  const ready = documentOf(citation.document_id).then(
    (document) => {
      describe({ ...document, ...citation }, { title, about, speaker });
      return show(document, citation, { tools, body });
    },
    (error) => {
      fill(tools, citation.quote && copyButton("Copy with citation", () => quoteWithCitation(citation)));
      fill(body, make("p", { class: "note" }, gone(error)));
    },
  );
  return { element, title, ready };
}

const gone = (error) =>
  error.status === 404
    ? "This source has been removed from the library. The answer keeps the words that it quoted."
    : error.message;

function describe(source, { title, about, speaker }) {
  if (!("title" in source)) return;
  fill(title, short(source.title ?? source.path ?? "Untitled", 300));
  const status =
    source.text_type === "summary"
      ? ["ours", "Our summary"]
      : source.recognised || isRecognised(source)
        ? ["ocr", "Recognised by OCR"]
        : [null, "Original text"];
  fill(
    about,
    source.publisher && make("span", { class: "told" }, short(source.publisher)),
    make("span", {}, spokenDate(source.date)),
    make("span", {}, spokenKind(source.kind)),
    make("span", { class: status[0] }, status[1]),
    pageWords(source) && make("span", {}, pageWords(source)),
  );
  const said = [speakerWords(source), ...(source.quote ? cautions(source) : (source.warnings ?? []))].filter(Boolean);
  speaker.hidden = said.length === 0;
  fill(
    speaker,
    said.map((line, number) => make("span", { class: number ? "quiet told" : "told" }, line)),
  );
}

async function show(document, citation, { tools, body }) {
  const asked = Number.isInteger(citation.start);
  const span = asked ? certainSpan(document, citation) : null;
  const lost = asked && !span;
  const paged = document.media_type === "application/pdf" && document.page_starts.length > 0;
  const address = webAddress(citation.url ?? document.url);
  const views = paged
    ? { pages: button("Page", () => turnTo("pages")), text: button("Text", () => turnTo("text")) }
    : {};
  fill(
    tools,
    citation.quote &&
      copyButton("Copy with citation", () => quoteWithCitation({ ...document, ...citation, url: address })),
    copyButton("Copy link", () => ({ plain: location.origin + inAffair(linkTo({ ...citation, document_id: document.id })) })),
    address &&
      make("a", { class: "button", href: address, target: "_blank", rel: "noopener noreferrer" }, "Open original"),
    document.media_type &&
      make(
        "a",
        { class: "button", href: `/api/documents/${encodeURIComponent(document.id)}/file`, download: true },
        "Save the file",
      ),
    keepHere(document, citation, body),
    Object.values(views),
  );

  async function turnTo(view, trouble = null) {
    for (const [name, control] of Object.entries(views)) control.setAttribute("aria-pressed", String(name === view));
    const changed = lost && "The source has changed: these words are no longer at their place, so nothing is marked.";
    const notes = [changed, trouble].filter(Boolean).map((told) => make("p", { class: "note told" }, told));
    if (view === "pages") {
      const sheets = make("div", { class: "sheets" });
      fill(body, notes, sheets);
      const { first, last } = covered(document, lost ? {} : citation);
      try {
        const rectangles = await drawSheets(
          sheets,
          document,
          first,
          last,
          span && { start: citation.start, end: citation.end },
        );
        if (rectangles.length) centre(rectangles[0], rectangles[0]);
      } catch (error) {
        await turnTo("text", `The page cannot be shown as a picture: ${error.message}`);
      }
      return;
    }
    const { element, marks } = drawText(document, span);
    fill(body, notes, element);
    if (marks.length) centre(marks[0], marks.at(-1));
  }
  await turnTo(paged ? "pages" : "text");
}

/** The button that keeps the sentences of what is selected in the text, else the cited one. */
function keepHere(document, citation, body) {
  const made = button(
    "Keep",
    async () => {
      const chosen = selectedSpan(body, document.text) ?? (citation.quote ? citation : null);
      if (!chosen) return announce("Select words in the text first, by → where keys are used; the sentences that they stand in are kept.");
      try {
        const pins = await keep({ document_id: document.id, start: chosen.start, end: chosen.end });
        made.textContent = `Kept ${count(pins.length, "sentence")}`;
      } catch (error) {
        announce(error.message);
        made.textContent = "Not kept";
      }
      setTimeout(() => (made.textContent = "Keep"), SHOWN);
    },
    {
      "aria-label": "Keep the sentences of the words that are selected, or the cited sentence",
      "data-keeps": "",
      // The selection must outlast the press.
      onpointerdown: (event) => event.preventDefault(),
    },
  );
  return made;
}

/** The physical pages of the citation; the first page where it has no place. */
function covered(document, { start, end }) {
  if (!Number.isInteger(start)) return { first: 1, last: 1 };
  const at = (offset) => document.page_starts.findLast((page) => page.start <= offset)?.number ?? 1;
  return { first: at(start), last: at(end - 1) };
}

function centre(first, last) {
  const scroller = first.closest(".body, #scroller");
  const height = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  first.scrollIntoView({
    block: height > (scroller?.clientHeight ?? innerHeight) * 0.8 ? "start" : "center",
    inline: "nearest",
  });
}
