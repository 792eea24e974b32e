// The left column's conversations: listed, searched, renamed, deleted.

import { get, path, send } from "./api.js";
import { confirmAct, field, inDialog } from "./dialogs.js";
import { button, fill, find, make } from "./dom.js";
import { go, mark } from "./router.js";
import { count, short } from "./words.js";

const PAUSE = 180; // milliseconds after the last key before the search is made

const PAGE = 100; // conversations listed at once

let asked = 0;
let listed = PAGE;

export function startRail() {
  let pending = 0;
  find("#conversation-search").addEventListener("input", () => {
    clearTimeout(pending);
    listed = PAGE;
    pending = setTimeout(refreshRail, PAUSE);
  });
  return refreshRail();
}

/** Lists the conversations anew, those that the search finds. */
export async function refreshRail() {
  const mine = (asked += 1);
  const wanted = find("#conversation-search").value.trim();
  let conversations;
  let more;
  try {
    ({ conversations, more } = await get(path`/api/conversations?limit=${listed}&q=${wanted}`));
  } catch {
    return; // The banner says that the server does not answer.
  }
  if (mine !== asked) return;
  const empty = wanted ? "No conversation has these words." : "None yet.";
  const items = conversations.map(item);
  if (more) items.push(make("li", {}, button("Show more", showMore, { class: "plain" })));
  fill(find("#conversations"), items.length ? items : make("li", { class: "quiet" }, empty));
  mark();
}

function showMore() {
  listed += PAGE;
  return refreshRail();
}

function item(conversation) {
  const title = short(conversation.title);
  const more = button("⋯", () => menu(conversation, more), {
    "aria-label": `Rename, save or delete: ${title}`,
    "aria-expanded": "false",
  });
  return make("li", {}, make("a", { href: path`/conversations/${conversation.id}`, title, dir: "auto" }, title), more);
}

function menu(conversation, opener) {
  const saved = (format) => path`/api/conversations/${conversation.id}/export?format=` + format;
  const close = () => list.hidePopover();
  const list = make(
    "div",
    { popover: "auto", class: "menu", role: "group", "aria-label": "This conversation" },
    button("Rename", () => (close(), rename(conversation)), { class: "plain" }),
    make("a", { class: "button plain", href: saved("docx"), download: true, onclick: close }, "Save as Word"),
    make("a", { class: "button plain", href: saved("md"), download: true, onclick: close }, "Save as Markdown"),
    button("Delete", () => (close(), erase(conversation)), { class: "plain danger" }),
  );
  list.addEventListener("toggle", (event) => {
    opener.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") return;
    if (list.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
    list.remove();
  });
  opener.after(list);
  list.showPopover();
  const at = opener.getBoundingClientRect();
  list.style.left = `${Math.min(at.left, innerWidth - list.offsetWidth - 8)}px`;
  list.style.top = `${Math.max(8, Math.min(at.bottom + 4, innerHeight - list.offsetHeight - 8))}px`;
  find("button", list).focus();
}

const rename = (conversation) =>
  inDialog({
    title: "Rename this conversation",
    body: field("Title", "title", conversation.title, { required: true, maxlength: "200" }),
    act: "Rename",
    onact: async (data) => {
      await send("PATCH", path`/api/conversations/${conversation.id}`, { title: data.get("title") });
      document.dispatchEvent(new CustomEvent("renamed", { detail: { id: conversation.id, title: data.get("title") } }));
      await refreshRail();
    },
  });

const erase = (conversation) =>
  confirmAct(
    "Delete this conversation?",
    `“${short(conversation.title)}” and its ${count(conversation.turns, "answer")} are erased for good, permalinks included.`,
    "Delete",
    async () => {
      await send("DELETE", path`/api/conversations/${conversation.id}`);
      await refreshRail();
      if (location.pathname === path`/conversations/${conversation.id}`) go("/");
    },
  );
