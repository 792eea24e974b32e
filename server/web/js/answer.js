// An answer from the top: its sentences, notes, sides, what was searched, and what can be done with it.

import { actions } from "./actions.js";
import { withChips } from "./chip.js";
import { CitationSet, fromHit, lone } from "./citations.js";
import { button, make } from "./dom.js";
import { foldNear } from "./near.js";
import { addSentence } from "./sentence.js";
import { sides } from "./sides.js";
import { openSource } from "./source.js";
import { count, missingWords, short, sourceLine, titledSource } from "./words.js";

/** Everything below the sentences, for an answer that is whole. */
export function remainder(answer, set) {
  return [
    answer.warnings.length > 0 &&
      make(
        "div",
        { class: "notes" },
        answer.warnings.map((warning) =>
          make("p", { class: "note told" }, make("b", {}, "Note: "), withChips(warning, set)),
        ),
      ),
    answer.sides.length > 1 && sides(answer, set),
    answer.nearest.length > 0 && nearest(answer.nearest),
    account(answer),
    actions(answer, set),
  ];
}

/** A stored answer, whole. */
export function drawAnswer(answer) {
  const set = new CitationSet(answer.citations, answer.id);
  const said = make("div", { class: "said" });
  for (const sentence of answer.sentences) addSentence(said, sentence, set);
  foldNear(said, answer);
  return make("div", { class: "answer" }, said, remainder(answer, set));
}

/** How far it is answered; what is missing is said here where no sentence has said it. */
function answeredWords({ status, asked, sentences }) {
  if (status === "answered") return null;
  if (status === "not_in_documents") return "○ Not in the documents.";
  const said = sentences.some(({ kind }) => kind === "silence");
  if (said) return "◐ In part.";
  return asked?.missing?.length
    ? `◐ In part. Missing: ${missingWords(asked.missing)}.`
    : "◐ In part: some of what was asked, or one of the parties, is not in the documents.";
}

/** The quiet line: how far it is answered, what was searched, as what, and how long it took. */
function account(answer) {
  const taken = Object.values(answer.timings_ms).reduce((sum, each) => sum + each, 0);
  const { documents, passages } = answer.searched;
  const searched = `Searched ${count(documents ?? 0, "document")}, ${count(passages ?? 0, "passage")}, in ${seconds(taken)}`;
  const rewritten = answer.query !== answer.question;
  return make(
    "p",
    { class: "account quiet" },
    answeredWords(answer) && [answeredWords(answer), " "],
    searched,
    rewritten ? [", as: ", make("q", { class: "rewritten", dir: "auto" }, short(answer.query, 500))] : ".",
  );
}

const seconds = (milliseconds) =>
  milliseconds < 995 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** The passages that come nearest, as what they are: no answer. */
function nearest(hits) {
  return make(
    "details",
    { class: "nearest" },
    make("summary", {}, `More from the papers: ${count(hits.length, "passage")} near it, which do not answer it`),
    make(
      "ul",
      { class: "stack" },
      hits.map((hit) => {
        const open = button("Open", () => openSource(lone(fromHit(hit)), 1, open), {
          class: "plain",
          "aria-label": `Open the source: ${sourceLine(hit)}`,
        });
        return make(
          "li",
          {},
          make(
            "p",
            { class: "quiet" },
            titledSource(hit),
            " ",
            open,
          ),
          make(
            "p",
            { class: "excerpt", dir: "auto" },
            hit.text_type === "summary" && "Our summary: ",
            make("span", { class: hit.text_type === "summary" ? "told" : "quotation" }, short(hit.text, 600)),
          ),
        );
      }),
    ),
  );
}
