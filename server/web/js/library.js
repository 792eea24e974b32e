// What is held: each document with its facts and warnings, to be corrected, removed or added to.

import { get, path, send } from "./api.js";
import { confirmAct, field, inDialog } from "./dialogs.js";
import { forgetDocuments } from "./documents.js";
import { button, fill, make, webAddress } from "./dom.js";
import { forgetChoices } from "./filters.js";
import { entitle } from "./router.js";
import { refreshStatus } from "./status.js";
import { drawUploads } from "./uploads.js";
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

export function library({ view, current }) {
  entitle("Library");
  view.classList.add("wide");
  const listing = make("div", {}, make("p", { class: "waiting" }, "Looking"));
  let held = [];
  const wanted = make("input", { type: "search", autocomplete: "off", oninput: () => show() });
  const show = () => {
    const word = wanted.value.trim().toLowerCase();
    const found = held.filter((each) =>
      [each.title, each.publisher, each.author, each.path].some((text) => text?.toLowerCase().includes(word)),
    );
    fill(
      listing,
      make(
        "p",
        { class: "quiet" },
        word ? `${found.length} of ${count(held.length, "document")}` : count(held.length, "document"),
      ),
      found.length > 0 && table(found, new Map(held.map((each) => [each.id, each])), changed),
    );
  };
  const load = async () => {
    try {
      ({ documents: held } = await get("/api/documents"));
      if (current()) show();
    } catch (error) {
      if (current()) fill(listing, make("p", { class: "note", role: "alert" }, error.message));
    }
  };
  const changed = () => {
    forgetDocuments();
    forgetChoices();
    refreshStatus();
    return load();
  };
  fill(
    view,
    drawUploads(changed),
    make(
      "div",
      { class: "finder" },
      make("label", { class: "field" }, make("span", { class: "label" }, "Find a document"), wanted),
    ),
    listing,
  );
  load();
}

/** `known` are all that are held, by their ids: what one is a copy of may not be among those that are listed. */
function table(documents, known, changed) {
  const head = ["Date", "Document", "Publisher", "Kind", "Pages", "Passages", ""];
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
      documents.map((each) => row(each, known, changed)),
    ),
  );
}

const titleOf = (held) => short(held.title ?? held.path);

function row(held, known, changed) {
  const title = titleOf(held);
  const original = webAddress(held.url);
  return make(
    "tr",
    {},
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
    make("td", {}, held.publisher && short(held.publisher)),
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
