// What is restricted, for asking, searching, the timeline and the claims alike, always in sight.

import { get } from "./api.js";
import { button, fill, find, make } from "./dom.js";
import { count, short, spokenDate, spokenKind } from "./words.js";

const SEARCHED_FROM = 10; // choices; a longer list has a search of its own
const FIELDS = [
  { name: "kind", label: "Kind", from: "kinds", spoken: spokenKind },
  { name: "publisher", label: "Publisher", from: "publishers", spoken: short },
  { name: "speaker", label: "Speaker", from: "speakers", spoken: short },
  { name: "document_id", label: "Documents", from: "documents", spoken: short },
];
const DATES = { date_from: "since", date_to: "until", as_of: "as of" };

const chosen = { kind: new Map(), publisher: new Map(), speaker: new Map(), document_id: new Map(), dates: {} };
let choices = null;

/** The filters as the API takes them; undefined where nothing is restricted. */
export function filters() {
  const found = { ...chosen.dates };
  for (const { name } of FIELDS) if (chosen[name].size) found[name] = [...chosen[name].keys()];
  return Object.keys(found).length ? found : undefined;
}

/** The filters as parameters of an address, added to those of `wanted`. */
export function filtered(wanted = {}) {
  const parameters = new URLSearchParams(wanted);
  for (const [name, value] of Object.entries(filters() ?? {})) for (const each of [value].flat()) parameters.append(name, each);
  return parameters;
}

/** Calls `again` whenever other filters are chosen, for as long as `element` is shown. */
export function whenFiltered(element, again) {
  const changed = () => (element.isConnected ? again() : document.removeEventListener("filters", changed));
  document.addEventListener("filters", changed);
}

/** Chooses what a stored answer was asked of; nothing where it was asked of everything. */
export async function chooseFilters(wanted = {}) {
  for (const { name } of FIELDS) chosen[name].clear();
  chosen.dates = {};
  for (const name of Object.keys(DATES)) if (wanted[name]) chosen.dates[name] = wanted[name];
  for (const { name, spoken } of FIELDS)
    for (const value of wanted[name] ?? []) chosen[name].set(value, name === "document_id" ? "…" : spoken(value));
  refresh();
  if (!chosen.document_id.size) return;
  choices ??= await get("/api/filters");
  const titles = new Map(choices.documents.map(({ id, name }) => [id, short(name)]));
  for (const id of chosen.document_id.keys())
    chosen.document_id.set(id, titles.get(id) ?? "a document no longer held");
  refresh();
}

const refresh = () => document.querySelectorAll(".filters").forEach(draw);

/** Shows what is chosen wherever it is shown, and tells whoever searches by it. */
function show(row) {
  draw(row);
  for (const other of document.querySelectorAll(".filters")) if (other !== row) draw(other);
  document.dispatchEvent(new CustomEvent("filters"));
}

/** Forgets the choices that the library offered: it has changed. */
export const forgetChoices = () => (choices = null);

/** The row of filters. */
export function drawFilters() {
  const row = make("div", { class: "filters", role: "group", "aria-label": "Filters" });
  draw(row);
  return row;
}

function draw(row) {
  const controls = [
    ...FIELDS.map((field) => opener(field.label, row, () => list(field, row))),
    opener("Dates", row, () => dates(row)),
  ];
  fill(row, make("span", { class: "quiet" }, "Search only:"), controls, tokens(row));
}

/** A button that opens a panel above itself, or below where there is no room; the panel is made when it is first wanted. */
function opener(label, row, contents) {
  const made = button(
    label,
    () => {
      const panel = make("div", { popover: "auto", class: "choices" }, make("p", { class: "waiting" }, "Looking"));
      made.after(panel);
      panel.addEventListener("toggle", (event) => {
        made.setAttribute("aria-expanded", String(event.newState === "open"));
        if (event.newState === "closed") {
          const within = row.contains(document.activeElement) || document.activeElement === document.body;
          panel.remove();
          show(row);
          if (within) [...row.querySelectorAll("button")].find((each) => each.textContent === label)?.focus();
        }
      });
      panel.showPopover();
      const place = () => {
        const at = made.getBoundingClientRect();
        panel.style.left = "8px"; // where it is as wide as it wants to be
        panel.style.left = `${Math.max(8, Math.min(at.left, innerWidth - panel.offsetWidth - 8))}px`;
        const above = at.top - panel.offsetHeight - 6;
        panel.style.top = `${above >= 8 ? above : Math.max(8, Math.min(at.bottom + 6, innerHeight - panel.offsetHeight - 8))}px`;
      };
      place();
      contents().then(
        (shown) => {
          fill(panel, shown);
          place();
          find("input", panel)?.focus();
        },
        (error) => fill(panel, make("p", { class: "note" }, error.message)),
      );
    },
    { "aria-expanded": "false", "aria-haspopup": "dialog" },
  );
  return made;
}

async function list({ name, label, from, spoken }, row) {
  choices ??= await get("/api/filters");
  const options = choices[from].map((option) => ({
    value: option.id ?? option.name,
    told: spoken(option.name),
    note: option.documents
      ? count(option.documents, "document")
      : [option.publisher && short(option.publisher, 60), spokenDate(option.date)].filter(Boolean).join(", "),
  }));
  const ticks = options.map(({ value, told, note }) => {
    const tick = make("input", {
      type: "checkbox",
      checked: chosen[name].has(value),
      onchange: () => (tick.checked ? chosen[name].set(value, told) : chosen[name].delete(value)),
    });
    return make(
      "label",
      { class: "tick", "data-told": `${told} ${note}`.toLowerCase() },
      tick,
      make("span", {}, make("span", { class: "told" }, told), " ", make("span", { class: "quiet" }, note)),
    );
  });
  const search =
    options.length > SEARCHED_FROM &&
    make("input", {
      type: "search",
      "aria-label": `Search: ${label}`,
      placeholder: "Search",
      oninput: (event) => {
        const wanted = event.target.value.trim().toLowerCase();
        for (const tick of ticks) tick.hidden = !tick.dataset.told.includes(wanted);
      },
    });
  const none = options.length === 0 && make("p", { class: "quiet" }, "Nothing to choose from yet.");
  return make(
    "fieldset",
    {},
    make("legend", {}, label),
    search,
    none,
    make("div", { class: "list" }, ticks),
    done(row),
  );
}

async function dates(row) {
  const when = (name, label) =>
    make(
      "label",
      { class: "field" },
      make("span", { class: "label" }, label),
      make("input", {
        type: "date",
        value: chosen.dates[name],
        onchange: (event) => {
          if (event.target.value) chosen.dates[name] = event.target.value;
          else delete chosen.dates[name];
        },
      }),
    );
  return make(
    "fieldset",
    { class: "stack" },
    make("legend", {}, "Published"),
    when("date_from", "From"),
    when("date_to", "Until"),
    when("as_of", "As of (what was out by then)"),
    done(row),
  );
}

const done = () => button("Done", (event) => event.target.closest("[popover]").hidePopover(), { class: "plain" });

/** What is chosen, each to be taken away again. */
function tokens(row) {
  const drop = (told, remove) =>
    button(
      [make("span", { class: "told" }, told), make("span", { "aria-hidden": "true" }, "×")],
      () => {
        remove();
        show(row);
        find("button", row).focus();
      },
      { class: "token", "aria-label": `Remove filter: ${told}` },
    );
  const listed = FIELDS.flatMap(({ name }) =>
    [...chosen[name]].map(([value, told]) => drop(short(told, 60), () => chosen[name].delete(value))),
  );
  const dated = Object.entries(chosen.dates).map(([name, date]) =>
    drop(`${DATES[name]} ${spokenDate(date)}`, () => delete chosen.dates[name]),
  );
  return [...listed, ...dated];
}
