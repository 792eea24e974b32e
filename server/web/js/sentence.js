// One sentence of an answer: who says it, the words, its chips, and in words how far it can be relied on.

import { chip } from "./chip.js";
import { make } from "./dom.js";

/** Sign and word for a sentence; the word is what counts, the sign is for the eye. */
export function standing(sentence, citations) {
  if (sentence.kind === "silence") return { sign: "○", word: "silent" };
  if (sentence.kind === "catalogue") return { sign: "▤", word: "held" };
  if (sentence.kind === "help") return { sign: "ⓘ", word: "help" };
  if (sentence.support === "unsupported") return { sign: "✗", word: "not supported" };
  if (citations.some((citation) => citation.text_type === "summary")) return { sign: "≈", word: "summary" };
  if (sentence.kind === "quote") return { sign: "“”", word: "quoted" };
  return { sign: "✓", word: "supported" };
}

/** Adds the sentence below those before it. Paraphrases run on in one paragraph, and so does what one summary says; what
    is quoted or silent has a paragraph of its own. `set` holds the citations of the answer. */
export function addSentence(said, sentence, set) {
  const cited = sentence.citations.map((marker) => set.citation(marker)).filter(Boolean);
  if (sentence.kind !== "paraphrase") {
    said.append(draw("p", sentence, cited, set));
    return;
  }
  const summary = cited.find((citation) => citation.text_type === "summary");
  const run = said.lastElementChild;
  const goesOn = run?.dataset.of === (summary?.document_id ?? "") && !(summary && LED_IN.test(sentence.text));
  const drawn = draw("span", sentence, cited, set);
  if (goesOn) run.append(" ", drawn);
  else said.append(make("p", { class: "run", "data-of": summary?.document_id ?? "" }, drawn));
}

const LED_IN = /Our summary of [^:]{1,300}:/;

function draw(tag, sentence, cited, set) {
  const { sign, word } = standing(sentence, cited);
  const original = word === "summary" ? cited.find((citation) => citation.url)?.url : null;
  const chips = sentence.citations.map((marker) => chip(set, marker));
  const label = make(
    "span",
    { class: `standing ${word.replace(" ", "-")}` },
    make("span", { "aria-hidden": "true" }, `${sign} `),
    word,
    cited.some((citation) => citation.recognised) && ", recognised text",
    original && [" · ", make("a", { href: original, target: "_blank", rel: "noopener noreferrer" }, "original")],
  );
  // The last chip and the word after it stay on one line.
  const ending = chips.slice(0, -1).flatMap((each) => ["\u00a0", each]);
  const last = make("span", { class: "last" }, chips.at(-1), chips.length ? "\u00a0" : null, label);
  return make(tag, { class: `sentence ${sentence.kind}` }, words(sentence, cited), ending, "\u00a0", last);
}

function words(sentence, cited) {
  const { text } = sentence;
  const found = cited.map((citation) => place(text, citation)).find(Boolean);
  if (!found && sentence.kind === "silence") return silence(text);
  if (!found) return ledIn(text, cited);
  return [
    found.from > 0 && make("span", { class: "lead" }, emphasised(text.slice(0, found.from), cited)),
    make("span", { class: found.ours ? "told" : "quotation", dir: "auto" }, text.slice(found.from, found.to)),
    text.slice(found.to),
  ];
}

/** Who is silent, set bold where the sentence begins with a name. */
function silence(text) {
  const party = /^([^:“"(]{1,80}):\s/.exec(text)?.[1];
  return party
    ? make("span", { class: "told" }, make("b", {}, party), text.slice(party.length))
    : make("span", { class: "told" }, text);
}

/** Where the cited words stand in the sentence, with their quotation marks. */
function place(text, { quote, text_type: type }) {
  const shown = type === "summary" ? quote : `“${quote}”`;
  const from = text.indexOf(shown);
  return from < 0 || !quote ? null : { from, to: from + shown.length, ours: type === "summary" };
}

/** A paraphrase that is led in by its source keeps the lead apart from what is said. */
function ledIn(text, cited) {
  const lead = /^Our summary of [^:]{1,300}:/.exec(text)?.[0];
  if (!lead) return make("span", { class: "told" }, text);
  return [
    make("span", { class: "lead" }, emphasised(lead, cited)),
    make("span", { class: "told" }, text.slice(lead.length)),
  ];
}

/** The lead-in with whoever speaks set bold: the party that is heard, else the first name of the citation in it. */
function emphasised(lead, cited) {
  const party = /^([^:“"]{1,80}): \S/.exec(lead.replace(/^Nearest: /, ""))?.[1];
  const names = [party, ...cited.flatMap((citation) => [citation.speaker, citation.publisher, citation.title])].filter(
    Boolean,
  );
  const low = lead.toLowerCase();
  let first = null;
  for (const name of names) {
    const from = low.indexOf(name.toLowerCase());
    if (from >= 0 && (!first || from < first.from)) first = { from, to: from + name.length };
  }
  if (!first) return lead;
  return [lead.slice(0, first.from), make("b", {}, lead.slice(first.from, first.to)), lead.slice(first.to)];
}
