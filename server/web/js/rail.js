// The left column's conversations: listed, searched, pinned, renamed, copied, deleted.

import { get, path, send } from "./api.js";
import { inAffair, withoutAffair } from "./base.js";
import { confirmAct, field, inDialog } from "./dialogs.js";
import { button, fill, find, make } from "./dom.js";
import { menuButton } from "./menu.js";
import { go, mark } from "./router.js";
import { count, short, shortDay } from "./words.js";

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
  const items = conversations.map((each) => item(each, wanted));
  if (more) items.push(make("li", {}, button("Show more", showMore, { class: "plain" })));
  fill(find("#conversations"), items.length ? items : make("li", { class: "quiet" }, empty));
  mark();
}

function showMore() {
  listed += PAGE;
  return refreshRail();
}

/** `wanted`: the words that were searched for, which its snippet shows where they stand. */
function item(conversation, wanted) {
  const title = short(conversation.title);
  const saved = (format) => path`/api/conversations/${conversation.id}/export?format=` + format;
  const more = menuButton(
    "⋯",
    "This conversation",
    () => [
      button("Rename", () => rename(conversation), { class: "plain" }),
      button(conversation.pinned ? "Unpin" : "Pin to the top", () => pin(conversation), { class: "plain" }),
      button("Duplicate", () => copy(conversation), { class: "plain" }),
      make("a", { class: "button plain", href: saved("docx"), download: true }, "Save as Word"),
      make("a", { class: "button plain", href: saved("md"), download: true }, "Save as Markdown"),
      button("Delete", () => erase(conversation), { class: "plain danger" }),
    ],
    { "aria-label": `Rename, save or delete: ${title}` },
  );
  const of = `${count(conversation.turns, "answer")}, ${shortDay(conversation.created_at)}`;
  const { snippet, where } = conversation;
  const link = make(
    "a",
    { href: path`/conversations/${conversation.id}`, title: `${title} (${of})` },
    make("span", { class: "of", dir: "auto" }, conversation.pinned && make("span", { class: "pinned" }, "▲", make("span", { class: "unseen" }, " Pinned: ")), title),
    snippet &&
      make(
        "small",
        { class: "snippet", dir: "auto" },
        wanted && where in FOUND && `${FOUND[where]}: `,
        wanted ? withMarks(snippet, wanted) : snippet,
      ),
    make("small", { class: "quiet" }, of),
  );
  return make("li", {}, link, more);
}

/** `text` with each of the wanted words marked. */
function withMarks(text, wanted) {
  const words = wanted.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const parts = text.split(new RegExp(`(${words.join("|")})`, "giu"));
  return parts.map((part, at) => (at % 2 ? make("mark", {}, part) : part));
}

const FOUND = { question: "In a question", answer: "In an answer" };

async function pin({ id, pinned }) {
  await send("PATCH", path`/api/conversations/${id}`, { pinned: !pinned });
  await refreshRail();
  find(`#conversations a[href="${inAffair(path`/conversations/${id}`)}"]`)?.focus();
}

/** Goes on in a copy, which leaves the conversation as it is. */
async function copy({ id }) {
  const { id: copied } = await send("POST", path`/api/conversations/${id}/copies`);
  await refreshRail();
  go(path`/conversations/${copied}`);
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
      if (withoutAffair(location.pathname) === path`/conversations/${conversation.id}`) go("/");
    },
  );
