// What the server holds and whether it can answer, shown at the foot of the left column.

import { get, path } from "./api.js";
import { fill, find, make } from "./dom.js";
import { progressWords } from "./ingestion.js";
import { count, short } from "./words.js";

const AGAIN = 2000; // milliseconds; while documents are being taken in, what is held changes

let wanted = null;
let waiting = 0;

/** The server's status; asked for once until `refreshStatus`. */
export const status = () => (wanted ??= get("/api/status"));

/** Asks again and shows it. */
export async function refreshStatus() {
  wanted = null;
  try {
    const held = await status();
    fill(
      find("#holdings"),
      make("span", {}, holdings(held)),
      make("span", {}, writer(held)),
      held.ingestion_id && make("span", {}, await underWay(held)),
    );
    document.dispatchEvent(new CustomEvent("status", { detail: held }));
    clearTimeout(waiting);
    if (held.ingestion_id) waiting = setTimeout(refreshStatus, AGAIN);
  } catch {
    wanted = null; // The banner says that the server does not answer.
  }
}

/** "43 documents, 2013 to 2025". */
export function holdings({ documents, first_date: first, last_date: last }) {
  if (!documents) return "No documents yet";
  const years = [first, last].filter(Boolean).map((date) => date.slice(0, 4));
  const span =
    years.length === 2 && years[0] !== years[1] ? `, ${years[0]} to ${years[1]}` : years[0] ? `, ${years[0]}` : "";
  return count(documents, "document") + span;
}

async function underWay({ ingestion_id: id }) {
  const { state, progress } = await get(path`/api/ingestions/${id}`);
  return state === "running"
    ? `Taking in ${progressWords({ ...progress, current: null })}`
    : "Documents are waiting to be taken in";
}

/** Who chooses or words the answers, where passages go for that, who verifies it, and what stands in the way. */
function writer({ chat_model: model, chat_writes: writes, verifier, passages_sent_to: address, chat_fault: fault }) {
  if (!model) return "No model set: answers are quotations";
  if (fault) return `Answers are quotations: ${fault}`;
  const does = writes === "note" ? "Notes are worded by" : "Sentences are chosen by";
  const checked = writes !== "note" || verifier === "model" ? "" : verifier === "off" ? ", not verified" : `, verified by ${short(verifier, 60)}`;
  return `${does} ${short(model, 60)}${checked}; passages go to ${short(address, 80)}`;
}
