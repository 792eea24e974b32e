// A conversation: its turns from the first on, and the question that comes next.

import { announce } from "./announce.js";
import { ask, get, path } from "./api.js";
import { startComposer } from "./composer.js";
import { beforePrint } from "./before.js";
import { button, fill, find, make } from "./dom.js";
import { chooseFilters, filters } from "./filters.js";
import { refreshRail } from "./rail.js";
import { entitle, go, rename } from "./router.js";
import { drawStart } from "./start.js";
import { LiveTurn, storedTurn } from "./turn.js";
import { count, short } from "./words.js";

// Turns that are laid out at once when a conversation is opened: a turn that is laid out only as it comes into view may
// turn out higher, and would push what is being read away. Those farther up are drawn on the way to them.
const DRAWN = 12;

let composer = null;
let talk = null; // {id, view, controller} of the conversation that is shown
let restricted = false; // whether the filters are those of a conversation

export function startConversations() {
  composer = startComposer({ onask: put, onstop: () => talk?.controller?.abort(), onrecall });
  document.addEventListener("filters", () => (restricted &&= talk !== null));
  document.addEventListener("ask-again", ({ detail }) => askAgain(detail));
  document.addEventListener("renamed", ({ detail }) => talk?.id === detail.id && entitle(short(detail.title)));
}

const onrecall = () => talk && find("article.turn:last-of-type .question", talk.view)?.textContent;

/** A new conversation. */
export function newConversation({ view }) {
  entitle("report-qa");
  // What was chosen on another page, such as the search, is kept; what a conversation was asked of is not.
  if (restricted) chooseFilters();
  drawStart(view, put);
  return join(null, view);
}

/** A conversation that was kept. */
export async function keptConversation({ view, part, current }) {
  entitle("Conversation");
  fill(view, make("p", { class: "waiting" }, "Opening"));
  try {
    const kept = await get(path`/api/conversations/${part}`);
    if (!current()) return null;
    entitle(short(kept.title), kept.answers.length === 1 && namedAs(kept.title, kept.answers[0].question));
    const turns = kept.answers.map(storedTurn);
    for (const turn of turns.slice(-DRAWN)) turn.classList.add("drawn");
    fill(view, turns);
    restricted = true;
    chooseFilters(kept.answers.at(-1)?.filters).catch(() => {});
    offerBriefing(part);
    view.lastElementChild?.scrollIntoView({ block: "start" });
  } catch (error) {
    if (!current()) return null;
    fill(view, make("p", { class: "note", role: "alert" }, error.message));
    if (error.status === 404) return null;
  }
  return join(part, view);
}

/** Shows the question box for as long as the conversation is shown. */
function join(id, view) {
  const mine = { id, view, controller: null };
  talk = mine;
  composer.show(true);
  composer.busy(false);
  if (matchMedia("(hover: hover)").matches) composer.focus();
  return () => {
    mine.controller?.abort();
    if (talk !== mine) return;
    talk = null;
    composer.show(false);
    fill(find("#bar-actions"));
  };
}

function offerBriefing(id) {
  const href = path`/briefing?conversation=${id}`;
  fill(
    find("#bar-actions"),
    button("Before you print", () => lookBeforePrint(id), { class: "plain" }),
    make("a", { class: "button plain", href }, "Make a briefing"),
  );
}

/** What to look at in the whole conversation, at its end. */
async function lookBeforePrint(id) {
  const here = talk;
  const panel = find(".before-print", here.view) ?? make("div", { class: "before-print" });
  here.view.append(panel);
  try {
    const { answers } = await get(path`/api/conversations/${id}`);
    await beforePrint(panel, answers);
  } catch (error) {
    fill(panel, make("p", { class: "note", role: "alert" }, error.message));
  }
  panel.scrollIntoView({ block: "start" });
}

/** Puts a question; a follow-up is asked of what is chosen, one that is asked again of what it was asked of. */
async function put(question, mode = composer.mode(), within = filters()) {
  const here = talk;
  if (!here || here.controller) return;
  find(".start", here.view)?.remove();
  here.view.classList.remove("opening");
  const turn = new LiveTurn(question, Boolean(within));
  here.view.append(turn.element);
  restricted = true;
  find("#heading").classList.remove("below");
  turn.element.scrollIntoView({ block: "start" });
  composer.clear();
  composer.busy(true);
  announce("Answer started.");
  here.controller = new AbortController();
  try {
    const wanted = { question, conversation_id: here.id ?? undefined, filters: within, mode };
    await ask(wanted, (name, data) => take(here, turn, name, data), here.controller.signal);
  } catch (error) {
    if (error.name === "AbortError") {
      turn.stopped();
      announce("Stopped.");
    } else {
      turn.failed(error, () => retry(turn, question, mode, within));
      composer.put(question);
    }
  } finally {
    here.controller = null;
    if (talk === here) composer.busy(false);
    refreshRail();
  }
}

function retry(turn, question, mode, within) {
  turn.element.remove();
  composer.clear();
  put(question, mode, within);
}

/** The same question of the same documents, at the end of its conversation; as it was searched, because it may have
    leaned on what had been said before it. */
async function askAgain({ query, filters: within, conversation_id: id }) {
  if (talk?.id !== id) await go(path`/conversations/${id}`);
  if (talk?.id !== id || talk.controller) return;
  await chooseFilters(within);
  put(query);
}

function take(here, turn, name, data) {
  if (name === "status") turn.stage(data);
  if (name === "delta") turn.add(data);
  if (name === "revised") turn.revise(data);
  if (name === "revised" && data.mode === "generative") announce("The model has revised the answer.");
  if (name !== "answer") return;
  turn.finish(data);
  announce(`Answer finished: ${WORDS[data.status]}, ${count(data.citations.length, "citation")}.`);
  if (here.id || talk !== here) return;
  here.id = data.conversation_id;
  rename(path`/conversations/${here.id}`);
  offerBriefing(here.id);
  entitle(short(data.question), true);
}

/** Whether a conversation has no other title than its first question. */
const namedAs = (title, question) => question.startsWith(title);

const WORDS = { answered: "answered", partial: "answered in part", not_in_documents: "not in the documents" };
