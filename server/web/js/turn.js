// A question with its answer while it comes: sentences are added below, and nothing above them moves.

import { drawAnswer, remainder } from "./answer.js";
import { CitationSet } from "./citations.js";
import { button, make } from "./dom.js";
import { addSentence } from "./sentence.js";

const STAGES = { searching: "Searching", reading: "Reading", writing: "Writing" };
const LONG = 400; // characters; a longer question is set smaller and scrolls

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
  element.append(drawAnswer(answer));
  return element;
}

/** A turn that is being answered. */
export class LiveTurn {
  constructor(question) {
    this.question = question;
    this.set = new CitationSet();
    this.streamed = [];
    this.said = make("div", { class: "said" });
    this.waiting = make("p", { class: "waiting" }, STAGES.searching);
    this.element = frame(question, true);
    this.answer = make("div", { class: "answer", "aria-busy": "true" }, this.said, this.waiting);
    this.element.append(this.answer);
  }

  stage(name) {
    this.waiting.textContent = STAGES[name] ?? "Working";
  }

  add({ sentence, citations }) {
    this.set.add(citations);
    this.streamed.push(sentence.text);
    addSentence(this.said, sentence, this.set);
  }

  /** The answer is whole. What streamed stays as it stands, unless the answer that is kept is another. */
  finish(answer) {
    this.set.answerId = answer.id;
    this.set.add(answer.citations);
    const same = answer.sentences.map((sentence) => sentence.text).join("\n") === this.streamed.join("\n");
    if (!same) {
      this.said.replaceChildren();
      for (const sentence of answer.sentences) addSentence(this.said, sentence, this.set);
    }
    this.end(...remainder(answer, this.set));
  }

  stopped() {
    this.end(make("p", { class: "account quiet", "data-stopped": "" }, "Stopped. Ask again for the whole answer."));
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
    this.answer.append(...below.filter(Boolean));
  }
}
