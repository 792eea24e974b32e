// A question with its answer while it comes: sentences are added below, and nothing above them moves.

import { drawAnswer, remainder } from "./answer.js";
import { CitationSet } from "./citations.js";
import { button, find, make } from "./dom.js";
import { foldNear } from "./near.js";
import { addSentence } from "./sentence.js";

const STAGES = {
  searching: "Searching",
  reading: "Reading",
  writing: "Writing",
  choosing: "The model is choosing",
  wording: "The model is writing a note",
};
const LONG = 400; // characters; a longer question is set smaller and scrolls

/** What a question was restricted to, below it. */
export const scope = (told) => make("p", { class: "scope quiet told" }, `Asked of: ${told}`);

const frame = (question, live) =>
  make(
    "article",
    { class: live ? "turn live" : "turn" },
    make(
      "h2",
      {
        class: question.length > LONG ? "question long" : "question",
        dir: "auto",
        tabindex: question.length > LONG ? "0" : null,
      },
      question,
    ),
  );

/** A stored answer with its question. */
export function storedTurn(answer) {
  const element = frame(answer.question, false);
  element.append(...[answer.asked_of && scope(answer.asked_of), drawAnswer(answer)].filter(Boolean));
  return element;
}

/** The first sentence that is in sight, to be kept where it stands when others come before it. */
function lineUnderTheEye(said) {
  const scroller = find("#scroller");
  const top = scroller.getBoundingClientRect().top;
  const words = (sentence) => find(".told, .quotation", sentence)?.textContent;
  const seen = [...said.querySelectorAll(".sentence")].find((each) => each.getBoundingClientRect().bottom > top);
  const at = seen?.getBoundingClientRect().top;
  return {
    keep: (anew) => {
      // At the top of its turn the reader looks at the question, which has not moved.
      if (!seen || at >= top + scroller.clientHeight || said.getBoundingClientRect().top >= top) return;
      const same = [...anew.querySelectorAll(".sentence")].find((each) => words(each) === words(seen));
      if (same) scroller.scrollTop += same.getBoundingClientRect().top - at;
    },
  };
}

/** A turn that is being answered. */
export class LiveTurn {
  /** `restricted`: whether filters are set; the server says them in words before the first sentence comes. */
  constructor(question, restricted) {
    this.question = question;
    this.set = new CitationSet();
    this.streamed = [];
    this.said = make("div", { class: "said" });
    this.waiting = make("p", { class: "waiting" }, STAGES.searching);
    this.element = frame(question, true);
    this.answer = make("div", { class: "answer", "aria-busy": "true" }, this.said, this.waiting);
    this.scope = restricted ? scope("…") : null;
    this.element.append(...[this.scope, this.answer].filter(Boolean));
  }

  stage({ stage, asked_of: told }) {
    this.waiting.textContent = STAGES[stage] ?? "Working";
    if (this.whole) this.said.after(this.waiting); // what is shown already stands; the model is still at it
    if (told) this.scope?.replaceWith((this.scope = scope(told)));
  }

  add({ sentence, citations }) {
    this.set.add(citations);
    this.streamed.push(sentence.text);
    addSentence(this.said, sentence, this.set);
  }

  /** The answer is whole. What streamed stays as it stands, unless the answer that is kept is another. */
  finish(answer) {
    this.whole = true;
    this.set.answerId = answer.id;
    this.set.add(answer.citations);
    const same = answer.sentences.map((sentence) => sentence.text).join("\n") === this.streamed.join("\n");
    if (!same) this.redraw(answer);
    foldNear(this.said, answer);
    this.end(...remainder(answer, this.set));
  }

  /** What a model made of the answer takes its place; what is being read stays where it is. */
  revise(answer) {
    const eye = lineUnderTheEye(this.said);
    this.set = new CitationSet(answer.citations, answer.id);
    this.below.forEach((each) => each.remove());
    this.redraw(answer, eye);
    foldNear(this.said, answer);
    this.end(...remainder(answer, this.set));
  }

  redraw(answer, eye = lineUnderTheEye(this.said)) {
    this.said.replaceChildren();
    delete this.said.dataset.heading;
    for (const sentence of answer.sentences) addSentence(this.said, sentence, this.set);
    eye.keep(this.said);
  }

  stopped() {
    const told = this.whole
      ? "Stopped: the model was not waited for."
      : "Stopped. Ask again for the whole answer.";
    this.end(...(this.below ?? []), make("p", { class: "account quiet", "data-stopped": "" }, told));
  }

  failed(error, again) {
    this.end(
      make("p", { class: "note", role: "alert" }, error.message),
      make("div", { class: "actions" }, button("Ask again", again)),
    );
  }

  end(...below) {
    this.waiting.remove();
    this.answer.removeAttribute("aria-busy");
    this.below = below.flat().filter(Boolean);
    this.answer.append(...this.below);
  }
}
