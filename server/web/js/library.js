// What is held: each document with its facts and warnings, to be corrected, removed or added to.

import { get, path, send } from "./api.js";
import { confirmAct, field, inDialog } from "./dialogs.js";
import { forgetDocuments } from "./documents.js";
import { button, fill, make, webAddress } from "./dom.js";
import { forgetChoices } from "./filters.js";
import { entitle } from "./router.js";
import { refreshStatus } from "./status.js";
import { drawUploads } from "./uploads.js";
import { bulkEditor } from "./bulk.js";
import { count, short, spokenDate, spokenKind } from "./words.js";

const KINDS = ["report", "article", "response", "official", "research", "other"];
const TEXTS = [
  ["original", "The source's own words"],
  ["summary", "Our summary, which is never quoted as the source"],
];
const CORRECTED = [
  ["title", "Title"],
  ["publisher", "Publisher"],
  ["author", "Author"],
  ["date", "Date (2015, 2015-04 or 2015-04-29)"],
  ["url", "Address of the original"],
];

const ORDERS = {
  date: { told: "date", sorted: (held) => held },
  newest: { told: "taken in, the newest first", sorted: (held) => held.toSorted((one, other) => compare(other.ingested_at, one.ingested_at)) },
  missing: { told: "what is missing, the most first", sorted: (held) => held.toSorted((one, other) => lacks(other) - lacks(one)) },
};
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const lacks = ({ missing, warnings }) => missing.length + warnings.length + (missing.includes("date") ? 10 : 0);

export function library({ view, current }) {
  entitle("Library");
  view.classList.add("wide");
  const listing = make("div", {}, make("p", { class: "waiting" }, "Looking"));
  let held = [];
  const wanted = make("input", { type: "search", autocomplete: "off", oninput: () => show() });
  const order = make(
    "select",
    { onchange: () => show() },
    Object.entries(ORDERS).map(([value, { told }]) => make("option", { value }, told)),
  );
  const chosen = new Set();
  const show = () => {
    const word = wanted.value.trim().toLowerCase();
    const found = ORDERS[order.value]
      .sorted(held)
      .filter((each) =>
        [each.title, each.publisher, each.author, each.path].some((text) => text?.toLowerCase().includes(word)),
      );
    const bulk = bulkEditor(chosen, changed);
    fill(
      listing,
      make(
        "p",
        { class: "quiet" },
        word ? `${found.length} of ${count(held.length, "document")}` : count(held.length, "document"),
      ),
      bulk.element,
      found.length > 0 && table(found, new Map(held.map((each) => [each.id, each])), changed, { chosen, picked: bulk.show }),
    );
    bulk.show();
  };
  const load = async () => {
    try {
      ({ documents: held } = await get("/api/documents"));
      if (current()) show();
    } catch (error) {
      if (current()) fill(listing, make("p", { class: "note", role: "alert" }, error.message));
    }
  };
  // A list that has grown shows first what is new.
  const added = () => {
    order.value = "newest";
    return changed();
  };
  const changed = () => {
    forgetDocuments();
    forgetChoices();
    refreshStatus();
    return load();
  };
  fill(
    view,
    drawUploads(added),
    make(
      "div",
      { class: "finder" },
      make("label", { class: "field" }, make("span", { class: "label" }, "Find a document"), wanted),
      make("label", { class: "field order" }, make("span", { class: "label" }, "In order of"), order),
    ),
    listing,
  );
  load();
}

/** `known` are all that are held, by their ids: what one is a copy of may not be among those that are listed. */
function table(documents, known, changed, choosing) {
  const head = ["", "Date", "Document", "Publisher", "Kind", "Pages", "Passages", ""];
  return make(
    "table",
    { class: "listing" },
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        head.map((name) =>
          name ? make("th", { scope: "col", class: /^Pa/.test(name) ? "number" : null }, name) : make("td"),
        ),
      ),
    ),
    make(
      "tbody",
      {},
      documents.map((each) => row(each, known, changed, choosing)),
    ),
  );
}

const titleOf = (held) => short(held.title ?? held.path);

function row(held, known, changed, { chosen, picked }) {
  const title = titleOf(held);
  const tick = make("input", {
    type: "checkbox",
    checked: chosen.has(held.id),
    "aria-label": `Choose ${title}`,
    onchange: () => (tick.checked ? chosen.add(held.id) : chosen.delete(held.id), picked()),
  });
  const original = webAddress(held.url);
  return make(
    "tr",
    {},
    make("td", { class: "choose" }, tick),
    make("td", { class: "date" }, spokenDate(held.date)),
    make(
      "td",
      { class: "title" },
      make("a", { href: path`/documents/${held.id}`, dir: "auto" }, title),
      make(
        "div",
        { class: "warnings" },
        remarks(held, known).map((remark) => make("p", {}, "⚠ ", remark)),
      ),
    ),
    make("td", {}, held.publisher ? short(held.publisher) : make("span", { class: "quiet" }, "not known")),
    make(
      "td",
      { class: "kind" },
      spokenKind(held.kind),
      held.text_type === "summary" && make("span", { class: "quiet" }, "our summary"),
    ),
    make("td", { class: "number", "data-name": "Pages" }, held.pages ? String(held.pages) : "–"),
    make("td", { class: "number", "data-name": "Passages" }, held.passages.toLocaleString("en-GB")),
    make(
      "td",
      { class: "acts" },
      original &&
        make(
          "a",
          {
            class: "button",
            href: original,
            target: "_blank",
            rel: "noopener noreferrer",
            "aria-label": `Original of ${title}`,
          },
          "Original",
        ),
      button("Correct", () => correct(held, changed), { "aria-label": `Correct ${title}` }),
      button("Remove", () => remove(held, title, changed), { "aria-label": `Remove ${title}` }),
    ),
  );
}

function remarks(held, known) {
  const same = held.same_source.map((id) => known.get(id)).filter((other) => other?.text_type === held.text_type);
  const more = same.length > 1 ? ` and ${count(same.length - 1, "other")}` : "";
  return [
    ...held.warnings,
    held.missing.includes("date") && "undated",
    same.length > 0 && `near-copy of “${titleOf(same[0])}”${more}`,
    held.superseded_by && "not searched: the original is held too",
  ]
    .filter(Boolean)
    .map((remark) => short(remark, 300));
}

const choice = (label, name, options, held) =>
  make(
    "label",
    { class: "field" },
    make("span", { class: "label" }, label),
    make(
      "select",
      { name },
      options.map(([value, told]) => make("option", { value, selected: value === held[name] }, told)),
    ),
  );

const correct = (held, changed) =>
  inDialog({
    title: "Correct what is known of this document",
    body: [
      CORRECTED.map(([name, label]) => field(label, name, held[name])),
      choice(
        "Kind",
        "kind",
        KINDS.map((kind) => [kind, spokenKind(kind)]),
        held,
      ),
      choice("Text", "text_type", TEXTS, held),
    ],
    act: "Save",
    onact: async (data) => {
      const corrections = Object.fromEntries([...data].filter(([name, value]) => value.trim() !== (held[name] ?? "")));
      if (Object.keys(corrections).length) await send("PATCH", path`/api/documents/${held.id}`, corrections);
      await changed();
    },
  });

const remove = (held, title, changed) =>
  confirmAct(
    "Remove this document?",
    `“${title}” is taken out of the library, and questions no longer find it. Answers that cite it keep their quotations. The file itself stays where it is.`,
    "Remove",
    async () => {
      await send("DELETE", path`/api/documents/${held.id}`);
      await changed();
    },
  );
