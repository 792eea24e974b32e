// The sentences of an answer. Those of one source stand together under one label: who says it, where, and in words how
// far it can be relied on.

import { chip } from "./chip.js";
import { find, make } from "./dom.js";
import { keepButton } from "./keep.js";
import { spansIn } from "./offsets.js";
import { alsoIn, columns, leadIn, said as saidBy, short, sourceLine, sourceName } from "./words.js";

/** Sign and word for a sentence; the word is what counts, the sign is for the eye. */
export function standing(sentence, citations) {
  if (sentence.kind === "silence") return { sign: "○", word: "silent" };
  if (sentence.kind === "catalogue") return { sign: "▤", word: "from the list of papers" };
  if (sentence.kind === "help") return { sign: "ⓘ", word: "help" };
  if (sentence.worded) {
    return { sign: "✎", word: sentence.support === "supported" ? "worded by the model" : "worded by the model, not verified" };
  }
  if (sentence.support === "unsupported") return { sign: "✗", word: "not supported" };
  if (citations.some((citation) => citation.text_type === "summary")) return { sign: "≈", word: "summary" };
  if (sentence.kind === "quote") return { sign: "“”", word: "quoted" };
  return { sign: "✓", word: "supported" };
}

/** Adds the sentence below those before it, under their label where it has the same. `set` holds the citations of the
    answer. */
export function addSentence(said, sentence, set) {
  const cited = sentence.citations.map((marker) => set.citation(marker)).filter(Boolean);
  const parts = partsOf(sentence, cited);
  const label = labelOf(sentence, cited, parts);
  let group = said.lastElementChild;
  const heading = sentence.group ?? "";
  if (group?.dataset.of !== label.key || parts.opening || heading !== (said.dataset.heading ?? "")) {
    if (heading && heading !== said.dataset.heading) said.append(make("h3", {}, short(heading)));
    said.dataset.heading = heading;
    group = make("section", { class: `group ${sentence.kind}`, "data-of": label.key, "data-opening": parts.opening }, label.element(parts.opening));
    said.append(group);
  }
  const chips = sentence.citations.map((marker) => chip(set, marker));
  const keep = cited.length > 0 && !sentence.worded && sentence.support !== "unsupported" && keepButton(cited[0], `sentence ${sentence.citations[0]}`);
  const drawn = draw(sentence, parts, [...chips, label.after].filter(Boolean));
  if (keep) find(".tail", drawn).append(keep);
  const row = parts.citation && columns(parts.citation);
  if (row) drawn.append(make("span", { class: "also told" }, row));
  const also = parts.citation && alsoIn(parts.citation);
  if (also) drawn.append(make("span", { class: "also told" }, also));
  const run = group.lastElementChild;
  // The first sentence of an answer has a paragraph to itself: it is set larger than what follows.
  const first = group === said.firstElementChild && !find(".leads", group);
  if (sentence.kind === "paraphrase" && run?.matches("p.run:not(.leads)")) run.append(" ", drawn);
  else if (sentence.kind === "paraphrase") group.append(make("p", { class: first ? "run leads" : "run" }, drawn));
  else {
    if (first) drawn.classList.add("leads");
    group.append(drawn);
  }
}

/** What stands before the cited words (their lead-in, with what opens it), the words, and what stands after them. */
function partsOf({ text, kind, worded }, cited) {
  const found = cited.map((citation) => ({ citation, ...place(text, citation) })).find(({ to }) => to);
  if (!found || kind === "silence" || worded) return { before: null, from: 0, to: text.length, ours: true, opening: "" };
  const before = text.slice(0, found.from).trim();
  // What stands before the words may be a part of the sentence itself.
  const notes = before !== "" && before.endsWith(leadIn(found.citation, true)) && !before.endsWith(leadIn(found.citation));
  const led = before === "" || notes || before.endsWith(leadIn(found.citation));
  if (!led) return { before: null, from: 0, to: text.length, ours: true, opening: "" };
  return { ...found, before, notes, opening: openingOf(before, leadIn(found.citation, notes)) };
}

/** What opens a lead-in besides who speaks and where: "What comes nearest", or the party that is heard. */
const openingOf = (before, led) =>
  before.slice(0, Math.max(0, before.length - led.length)).trim().replace(/:$/, "");

/** Whether a label begins with these words anyway. */
const begins = (citation, opening) =>
  (saidBy(citation) || sourceName(citation)).toLowerCase().startsWith(opening.toLowerCase());

/** The label of a group: its key, its element, and what stands after each sentence instead of above. */
function labelOf(sentence, cited, { before, notes = false }) {
  const { sign, word } = standing(sentence, cited);
  const recognised = cited.some((citation) => citation.recognised);
  const first = before === null ? null : cited[0];
  const original = word === "summary" ? cited.find((citation) => citation.url)?.url : null;
  // A summary is said to be ours once: in the words of its label.
  const told = first && word === "summary" ? ["Our summary of ", ...named(first), notes && ", notes"] : word;
  const mark = make(
    "span",
    { class: `standing ${word.replace(/,? /g, "-")}` },
    make("span", { "aria-hidden": "true" }, `${sign} `),
    told,
    recognised && ", recognised text",
    original && [" · ", make("a", { href: original, target: "_blank", rel: "noopener noreferrer" }, "original")],
  );
  const alone = sentence.kind === "silence";
  const source = first ? `${first.document_id} ${saidBy(first)}` : "";
  const ours = first !== null && word === "summary";
  return {
    key: alone ? `silence ${sentence.text}` : `${word} ${recognised} ${notes} ${source}`,
    // What we say of the papers ourselves says in words what it is.
    after: alone && SILENT.test(sentence.text) ? mark : null,
    element: (opening) => [
      opening && !(first && begins(first, opening)) && make("h3", { class: "opening told" }, opening),
      !alone && make("p", { class: "by told" }, first && !ours ? [...named(first), " ", mark] : mark),
    ],
  };
}

/** Whose words they are, and where they stand: the first of the two is set bold. */
function named(citation) {
  const who = saidBy(citation);
  const source = sourceName(citation);
  return who
    ? [make("b", {}, who), `, in ${sourceLine(citation)}`]
    : [make("b", {}, source), sourceLine(citation).slice(source.length)];
}

/** The sentence; its last word, its chips and what follows them stay on one line. */
function draw(sentence, { from, to, ours, citation }, ending) {
  const { text } = sentence;
  const asked = spansIn(text, sentence.answers);
  const bold = (start, end) => emphasised(text, start, end, asked);
  const last = Math.max(from, text.slice(0, to).trimEnd().lastIndexOf(" ") + 1);
  const cut = to === text.length && to - last <= LONGEST_WORD ? last : to;
  const tail = make("span", { class: "tail" }, cut < to && bold(cut, to), ending.flatMap((each) => [GAP, each]));
  const rest = to < text.length ? text.slice(to) : "";
  const words = make("span", { class: ours ? "told" : "quotation", dir: "auto" });
  if (sentence.kind === "silence") words.append(...partyOf(text, cut));
  else words.append(...bold(from, cut));
  words.append(...(rest ? [rest, tail] : [tail]));
  const tag = sentence.kind === "paraphrase" ? "span" : "p";
  return make(tag, { class: `sentence ${sentence.kind}`, "data-cites": citation ? "" : null }, words);
}

const SILENT = /^[^:“"(]{1,80}: nothing on this point/; // a party of which nothing is found

const LONGEST_WORD = 28; // characters; a longer one is broken anywhere, with what follows it
const GAP = "\u00a0";

/** The text from `start` to `end` with the words that answer set bold. */
function emphasised(text, start, end, asked) {
  const parts = [];
  let at = start;
  for (const { from, to } of asked) {
    const [first, last] = [Math.max(from, at), Math.min(to, end)];
    if (first >= last) continue;
    parts.push(text.slice(at, first), make("strong", { class: "asked" }, text.slice(first, last)));
    at = last;
  }
  parts.push(text.slice(at, end));
  return parts.filter((part) => part !== "");
}

/** Who is silent, set bold where the sentence begins with a name. */
function partyOf(text, end) {
  const party = /^([^:“"(]{1,80}):\s/.exec(text)?.[1];
  return party && party.length < end ? [make("b", {}, party), text.slice(party.length, end)] : [text.slice(0, end)];
}

/** Where the cited words stand in the sentence, with their quotation marks. */
function place(text, { quote, text_type: type }) {
  const shown = type === "summary" ? quote : `“${quote}”`;
  const from = quote ? text.indexOf(shown) : -1;
  return from < 0 ? {} : { from, to: from + shown.length, ours: type === "summary" };
}
