// Pins: the sentences that were kept, with notes, in an order and under headings of the reader's own.

import { announce } from "./announce.js";
import { get, path, send } from "./api.js";
import { CitationSet } from "./citations.js";
import { cited } from "./cited.js";
import { field, inDialog } from "./dialogs.js";
import { button, fill, find, make } from "./dom.js";
import { forgetKept } from "./keep.js";
import { entitle } from "./router.js";
import { count, short } from "./words.js";

const FALLEN = {
  source_changed: "△ The source has changed: these words are no longer at their place.",
  source_removed: "✗ The source is no longer held.",
};

export async function pins({ view, current }) {
  entitle("Pins");
  const listing = make("div", {}, make("p", { class: "waiting" }, "Looking"));
  const load = async (focus = null) => {
    try {
      const { pins: kept } = await get("/api/pins");
      if (!current()) return;
      fill(listing, kept.length ? list(kept, load) : nothing());
      if (focus) {
        // At either end of the list the other direction takes the focus.
        const at = `[data-pin="${focus.id}"]`;
        const wanted = find(`${at} ${focus.what}:enabled`, listing) ?? find(`${at} :is(.up, .down):enabled`, listing);
        (wanted ?? find("#heading")).focus();
      }
    } catch (error) {
      if (current()) fill(listing, make("p", { class: "note", role: "alert" }, error.message));
    }
  };
  fill(
    view,
    make("p", { class: "lede" }, "Sentences kept for later. Each is checked against its document whenever this page is opened."),
    listing,
  );
  return load();
}

const nothing = () =>
  make(
    "p",
    { class: "quiet" },
    "Nothing is kept yet. Press “Keep” beside a sentence of an answer, of a search or of the timeline, or mark words in a source and keep them there.",
  );

function list(kept, load) {
  const set = new CitationSet(kept.map(({ citation }) => citation));
  let heading = "";
  const parts = kept.flatMap((pin, number) => {
    const opened = pin.heading !== heading && make("h2", { class: "told" }, short(pin.heading || "Without a heading"));
    heading = pin.heading;
    return [opened, item(pin, number, kept, set, load)];
  });
  return [
    make(
      "div",
      { class: "row" },
      make("p", { class: "quiet" }, `${count(kept.length, "sentence")}.`),
      make("a", { class: "button primary", href: "/briefing?pins=all" }, "Make a briefing of these"),
    ),
    make("ol", { class: "pins", "aria-label": "Kept sentences" }, parts.map((part) => part && (part.matches("li") ? part : make("li", { class: "over" }, part)))),
  ];
}

function item(pin, number, kept, set, load) {
  const name = short(pin.citation.quote, 60);
  const move = async (to, what) => {
    if (to < 1 || to > kept.length) return;
    // What is moved into another group belongs to it.
    const beside = kept[to - 1];
    await send("PATCH", path`/api/pins/${pin.id}`, { place: to, heading: beside.heading });
    announce(`Moved to place ${to} of ${kept.length}.`);
    await load({ id: pin.id, what });
  };
  const act = (label, told, onclick, more = {}) =>
    button(label, onclick, { class: "plain", "aria-label": `${told}: ${name}`, ...more });
  const element = make(
    "li",
    {
      class: "pin",
      draggable: "true",
      "data-pin": pin.id,
      ondragstart: (event) => event.dataTransfer.setData("text/plain", String(number + 1)),
      ondragover: (event) => (event.preventDefault(), element.classList.add("over-it")),
      ondragleave: () => element.classList.remove("over-it"),
      ondrop: async (event) => {
        event.preventDefault();
        const dragged = kept[Number(event.dataTransfer.getData("text/plain")) - 1];
        if (!dragged || dragged.id === pin.id) return element.classList.remove("over-it");
        await send("PATCH", path`/api/pins/${dragged.id}`, { place: number + 1, heading: pin.heading });
        await load({ id: dragged.id, what: ".up" });
      },
    },
    cited(pin.citation, set, { keeps: false }),
    pin.status !== "holds" && make("p", { class: "note" }, FALLEN[pin.status]),
    pin.note && make("p", { class: "own told" }, make("b", {}, "Note: "), pin.note),
    make(
      "div",
      { class: "row acts" },
      act("↑", "Up", () => move(number, ".up"), { class: "plain up", disabled: number === 0 }),
      act("↓", "Down", () => move(number + 2, ".down"), { class: "plain down", disabled: number === kept.length - 1 }),
      act("Note and heading", "Note and heading", () => describe(pin, kept, load)),
      act("Remove", "Remove", async () => {
        await send("DELETE", path`/api/pins/${pin.id}`);
        forgetKept();
        await load({ id: kept[number + 1]?.id ?? kept[number - 1]?.id, what: ".up" });
      }),
    ),
  );
  return element;
}

const describe = (pin, kept, load) =>
  inDialog({
    title: "Note and heading",
    body: [
      field("Heading over it", "heading", pin.heading, { maxlength: "200", list: "pin-headings" }),
      make(
        "datalist",
        { id: "pin-headings" },
        [...new Set(kept.map(({ heading }) => heading).filter(Boolean))].map((value) => make("option", { value })),
      ),
      make(
        "label",
        { class: "field" },
        make("span", { class: "label" }, "Note"),
        make("textarea", { name: "note", rows: "4", maxlength: "4000" }, pin.note),
      ),
    ],
    act: "Save",
    onact: async (data) => {
      await send("PATCH", path`/api/pins/${pin.id}`, { note: data.get("note"), heading: data.get("heading").trim() });
      await load({ id: pin.id, what: ".up" });
    },
  });
