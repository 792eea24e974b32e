// What the server holds and whether it can answer, shown at the foot of the left column.

import { get } from "./api.js";
import { fill, find } from "./dom.js";
import { count } from "./words.js";

let wanted = null;

/** The server's status; asked for once until `refreshStatus`. */
export const status = () => (wanted ??= get("/api/status"));

/** Asks again and shows it. */
export async function refreshStatus() {
  wanted = null;
  try {
    const held = await status();
    fill(find("#holdings"), holdings(held), document.createElement("br"), writer(held));
    document.dispatchEvent(new CustomEvent("status", { detail: held }));
  } catch {
    wanted = null; // The banner says that the server does not answer.
  }
}

/** "43 documents, 2013 to 2025". */
export function holdings({ documents, first_date: first, last_date: last }) {
  if (!documents) return "No documents yet";
  const years = [first, last].filter(Boolean).map((date) => date.slice(0, 4));
  const span = years.length === 2 && years[0] !== years[1] ? `, ${years[0]} to ${years[1]}` : years[0] ? `, ${years[0]}` : "";
  return count(documents, "document") + span;
}

const writer = ({ chat_model: model }) => (model ? `Answers may be written by ${model}` : "No model set: answers are quotations");
