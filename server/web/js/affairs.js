// The affairs of the server: which one this page shows, and the way to the others.

import { get, path, send } from "./api.js";
import { BASE, inAffair } from "./base.js";
import { field, inDialog } from "./dialogs.js";
import { button, fill, find, make } from "./dom.js";
import { menuButton } from "./menu.js";
import { nameTabs } from "./router.js";
import { short } from "./words.js";

/** Leads the column's links to this affair's pages, and offers the others where there are several. */
export async function startAffairs() {
  for (const link of document.querySelectorAll("#rail a[href^='/']")) {
    link.setAttribute("href", inAffair(link.getAttribute("href")));
  }
  find("#new-affair").addEventListener("click", begin);
  try {
    show((await get("/api/affairs")).affairs);
  } catch {
    // The banner says that the server does not answer, or a dialog asks for the key.
  }
}

function show(affairs) {
  const here = affairs.find(({ name, address }) => address === `${BASE}/` || BASE === path`/affairs/${name}`);
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
