// Literal search: every place where words stand, in context, with counts by document.

import { announce } from "./announce.js";
import { get } from "./api.js";
import { CitationSet } from "./citations.js";
import { button, fill, make } from "./dom.js";
import { drawFilters, filtered, whenFiltered } from "./filters.js";
import { keepButton } from "./keep.js";
import { entitle, rename } from "./router.js";
import { openSource } from "./source.js";
import { count, pageWords, short, sourceLine, titledSource } from "./words.js";

const PAGE = 100; // occurrences shown at once
const LONGEST_WORD = 28; // characters; a longer one is broken anywhere

export function search({ view, search: given, current }) {
  entitle("Search");
  const query = make("input", {
    type: "search",
    name: "q",
    value: given.get("q"),
    autocomplete: "off",
    maxlength: "500",
    dir: "auto",
    "aria-describedby": "search-hint",
  });
  const found = make("div");
  let only = null; // a document whose occurrences alone are shown
  let limit = PAGE;
  const show = async () => {
    const wanted = query.value.trim();
    rename(wanted ? `/search?q=${encodeURIComponent(wanted)}` : "/search");
    if (!wanted) return fill(found);
    fill(found, make("p", { class: "waiting" }, "Looking"));
    try {
      const result = await get(address(wanted, limit, only));
      if (!current()) return null;
      const whole = only ? await get(address(wanted, 0, null)) : result;
      if (!current()) return null;
      announce(`${count(result.total, "place")} found.`);
      return fill(found, drawn(result, whole, { only, narrow, more }));
    } catch (error) {
      return current() && fill(found, make("p", { class: "note", role: "alert" }, error.message));
    }
  };
  const narrow = (id) => {
    only = id;
    limit = PAGE;
    return show();
  };
  const more = () => {
    limit += PAGE;
    return show();
  };
  whenFiltered(found, () => narrow(null));
  fill(
    view,
    make(
      "form",
      {
        class: "finder",
        role: "search",
        onsubmit: (event) => {
          event.preventDefault();
          narrow(null);
        },
      },
      make("label", { class: "field" }, make("span", { class: "label" }, "Words or a “phrase”, as they stand in the papers"), query),
      make("button", { type: "submit", class: "primary" }, "Search"),
    ),
    make("p", { id: "search-hint", class: "quiet" }, "Whole words, whatever their case and accents. Several phrases in quotation marks have to stand in one paper."),
    make("div", { class: "restrictions" }, drawFilters()),
    found,
  );
  query.focus();
  return show();
}

/** The request for the occurrences, within the filters and, if there is one, in one document. */
function address(q, limit, only) {
  const wanted = filtered({ q, limit: String(limit) });
  if (only) wanted.set("document_id", only);
  return `/api/find?${wanted}`;
}

function drawn({ total, hits }, whole, { only, narrow, more }) {
  if (!total) return make("p", { class: "quiet" }, "These words stand nowhere in the papers. Ask a question to find what is near.");
  const set = new CitationSet(hits.map((hit, number) => ({ ...hit, marker: number + 1, quote: hit.text })));
  const counts = whole.documents.map((each) =>
    make(
      "li",
      {},
      button([make("span", { class: "told" }, titledSource(each)), " ", make("b", {}, String(each.count))], () => narrow(each.document_id), {
        class: "plain",
        "aria-pressed": String(only === each.document_id),
        "aria-label": `${count(each.count, "place")} in ${titledSource(each)}: show only these`,
      }),
    ),
  );
  return [
    make("p", { class: "quiet" }, `${count(whole.total, "place")} in ${count(whole.documents.length, "document")}.`),
    make(
      "details",
      { class: "counts", open: only !== null },
      make("summary", {}, "By document"),
      make("ul", {}, counts),
      only && button("Show all documents", () => narrow(null), { class: "plain" }),
    ),
    make("ol", { class: "hits", "aria-label": "Places" }, hits.map((hit, number) => place(hit, number + 1, set, hits[number - 1]))),
    hits.length < total && button(`Show more of ${total.toLocaleString("en-GB")}`, more),
  ];
}

function place(hit, marker, set, before) {
  const open = button("Open", () => openSource(set, marker, open), {
    class: "plain",
    "aria-label": `Open the source: ${sourceLine(hit)}, place ${marker}`,
  });
  const same = before?.document_id === hit.document_id;
  // The last word of the context and the way to its place stay on one line.
  const after = hit.after ? `${hit.after}\u00a0…` : "";
  const last = after.lastIndexOf(" ") + 1;
  const cut = after.length - last > LONGEST_WORD ? after.length : last;
  return make(
    "li",
    { class: "hit" },
    !same && make("p", { class: "by told" }, make("b", {}, titledSource(hit)), hit.text_type === "summary" && " ≈ our summary"),
    make(
      "p",
      { class: "context told", dir: "auto" },
      hit.before && `… ${hit.before}`,
      make("mark", {}, hit.text),
      after.slice(0, cut),
      make("span", { class: "tail" }, after.slice(cut), "\u00a0", pageWords(hit) && make("span", { class: "quiet" }, pageWords(hit), " "), open, keepButton(hit, `the sentence at place ${marker}`)),
    ),
  );
}
