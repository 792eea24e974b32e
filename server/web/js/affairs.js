// The affairs of the server: which one this page shows, and the way to the others.

import { announce } from "./announce.js";
import { get, path, send } from "./api.js";
import { BASE, inAffair } from "./base.js";
import { field, inDialog } from "./dialogs.js";
import { button, fill, find, make } from "./dom.js";
import { menuButton } from "./menu.js";
import { nameTabs } from "./router.js";
import { count, short } from "./words.js";

const known = get("/api/affairs").then(({ affairs }) => affairs);
const isHere = ({ name, address }) => address === `${BASE}/` || BASE === path`/affairs/${name}`;

/** Leads the column's links to this affair's pages, and offers the others where there are several. */
export async function startAffairs() {
  for (const link of document.querySelectorAll("#rail a[href^='/']")) {
    link.setAttribute("href", inAffair(link.getAttribute("href")));
  }
  find("#new-affair").addEventListener("click", begin);
  try {
    show(await known);
  } catch {
    // The banner says that the server does not answer, or a dialog asks for the key.
  }
}

function show(affairs) {
  const here = affairs.find(isHere);
  // Who has no role in the default affair is led to one of theirs.
  if (!here && !BASE && affairs.length) return location.replace(affairs[0].address);
  const several = affairs.length > 1 || !here;
  find("#new-affair").hidden = several;
  find("#affair").hidden = !several;
  if (!several) return;
  nameTabs(here?.title);
  const title = here ? short(here.title, 80) : "Choose an affair";
  const chooser = menuButton(
    title,
    "Affairs",
    () => [
      make("div", { class: "choices" }, affairs.map((affair) => link(affair, affair === here))),
      button("New affair", begin, { class: "plain" }),
      here && button("Rename this affair", () => retitle(here), { class: "plain" }),
      here && here.name !== "default" && button("Delete this affair", () => erase(here), { class: "plain danger" }),
    ],
    { class: "chooser", "aria-label": `Affair: ${title}. Choose another` },
  );
  fill(find("#affair"), chooser);
}

function link({ title, address }, isHere) {
  const made = make("a", { class: "button plain", "aria-current": isHere && "true", dir: "auto" }, short(title, 80));
  made.setAttribute("href", address); // not one of this affair's
  return made;
}

/** Asks which affair the documents with these ids go to, and moves them. */
export async function moveToAffair(ids, changed) {
  const others = await otherAffairs();
  const number = ids.size;
  inDialog({
    title: `Move ${count(number, "document")} to another affair`,
    body: [
      make("p", { class: "told" }, "Questions here no longer find them. Answers and pins that quote them stay here, with their quotations."),
      make(
        "label",
        { class: "field" },
        make("span", { class: "label" }, "Affair"),
        make("select", { name: "to" }, others.map(({ name, title }) => make("option", { value: name }, short(title, 80)))),
      ),
    ],
    act: "Move",
    onact: async (data) => {
      const from = (await known).find(isHere)?.name ?? "default";
      for (const lot of lots([...ids])) {
        await send("POST", path`/api/affairs/${data.get("to")}/documents`, { from, document_ids: lot });
        for (const id of lot) ids.delete(id);
      }
      announce(`${count(number, "document")} moved.`);
      await changed();
    },
  });
}

/** As many as one request may name. */
const lots = (ids) => Array.from({ length: Math.ceil(ids.length / 200) }, (_, at) => ids.slice(at * 200, (at + 1) * 200));

/** The affairs beside this one; none where the server does not tell. */
export const otherAffairs = () =>
  known.then(
    (affairs) => affairs.filter((affair) => !isHere(affair)),
    () => [],
  );

const begin = () =>
  inDialog({
    title: "New affair",
    body: [
      make("p", { class: "quiet" }, "Its documents, questions, pins and briefings are kept apart from those of the others."),
      field("Title", "title", "", { required: true, maxlength: "120" }),
    ],
    act: "Create",
    onact: async (data) => {
      const { address } = await send("POST", "/api/affairs", { title: data.get("title") });
      location.assign(address);
    },
  });

const retitle = ({ name, title }) =>
  inDialog({
    title: "Rename this affair",
    body: field("Title", "title", title, { required: true, maxlength: "120" }),
    act: "Rename",
    onact: async (data) => {
      await send("PATCH", path`/api/affairs/${name}`, { title: data.get("title") });
      show((await get("/api/affairs")).affairs);
    },
  });

const erase = ({ name, title }) =>
  inDialog({
    title: "Delete this affair?",
    body: [
      make("p", { class: "told" }, `“${short(title)}” is erased for good, with its documents, answers, conversations, pins and briefings.`),
      field(`Type “${name}” to confirm`, "confirm", "", { required: true }),
    ],
    act: "Delete",
    dangerous: true,
    onact: async (data) => {
      await send("DELETE", path`/api/affairs/${name}?confirm=${data.get("confirm")}`);
      location.assign("/");
    },
  });
