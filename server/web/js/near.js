// Folding what is only near: it stays within reach and out of the way of the answer.

import { make } from "./dom.js";
import { count } from "./words.js";

const ONE_FACT = ["fact", "yes_no", "who_said", "exact_words"]; // kinds of question that one sentence can answer

/** Folds, of an answer that is whole, the groups that do not answer it; the answer itself is never folded. */
export function foldNear(said, answer) {
  const groups = [...said.querySelectorAll(":scope > .group")];
  const near = new Set([...beyondTheFact(groups, answer), ...besideSilence(groups, answer)]);
  if (groups.every((group) => near.has(group) || group.matches(".silence"))) return;
  let run = [];
  const fold = () => {
    if (!run.length) return;
    const sentences = run.reduce((sum, group) => sum + group.querySelectorAll(".sentence").length, 0);
    const told = `More from the papers: ${count(sentences, "sentence")} near it`;
    const folded = make("details", { class: "near" }, make("summary", {}, told));
    run[0].before(folded);
    folded.append(...run);
    run = [];
  };
  for (const group of groups) {
    if (near.has(group)) run.push(group);
    else fold();
  }
  fold();
}

/** What follows the last of the words that answer, where one fact was asked for. */
function beyondTheFact(groups, { asked, status }) {
  if (status !== "answered" || !ONE_FACT.includes(asked?.kind)) return [];
  const last = groups.findLastIndex((group) => group.querySelector(".asked"));
  return last < 0 ? [] : groups.slice(last + 1);
}

/** What comes nearest where a party is silent: it is opened as something else than a party. */
function besideSilence(groups, { sides }) {
  const parties = new Set(sides.map(({ party }) => party));
  const found = [];
  let silent = false;
  for (const group of groups) {
    const { opening } = group.dataset;
    if (group.matches(".silence")) silent = true;
    else if (parties.has(opening)) silent = false;
    else if (silent && (opening || found.includes(group.previousElementSibling))) found.push(group);
  }
  return found;
}
