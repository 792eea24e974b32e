// The parts of a briefing as its editor lists them: ordered, dropped, marked as key findings, and written by hand.

import { button, fill, find, make } from "./dom.js";
import { menuButton } from "./menu.js";
import { short, sourceLine } from "./words.js";

const NAMES = { heading: "Heading", text: "Your own text", question: "Question", sentence: "Sentence", note: "Note", pin: "Kept sentence" };

/** The parts that an answer brings: its question, its sentences, and what it notes of them. */
export const partsOfAnswer = (answer) => [
  { part: "question", answer_id: answer.id, shown: answer.question },
  ...answer.sentences.map((sentence, number) => ({
    part: "sentence",
    answer_id: answer.id,
    number,
    ...ledIn(sentence.text, answer.citations.find(({ marker }) => marker === sentence.citations[0])),
    silent: sentence.kind === "silence",
  })),
  ...answer.warnings.map((warning, number) => ({
    part: "note",
    answer_id: answer.id,
    number,
    by: "Note",
    shown: named(warning, answer.citations),
  })),
];

/** A note with the sources that it cites by number named, but where it has just named them itself. */
const named = (note, citations) =>
  note.replace(/\s*\[(\d+)\]/g, (_, marker, at) => {
    const cited = citations.find((each) => each.marker === Number(marker));
    return cited && !note.slice(0, at).endsWith(sourceLine(cited)) ? ` ${sourceLine(cited)}` : "";
  });

/** The words of a sentence, and by themselves what leads them in. */
function ledIn(text, citation) {
  const at = citation?.quote ? text.lastIndexOf(citation.quote) : -1;
  const from = at > 0 && text[at - 1] === "“" ? at - 1 : at;
  return from > 0 ? { by: text.slice(0, from).trim().replace(/:$/, ""), shown: text.slice(from) } : { shown: text };
}

/** The parts that pins bring: each heading once, over those below it. */
export function partsOfPins(pins) {
  let heading = "";
  return pins.flatMap((pin) => {
    const over = pin.heading && pin.heading !== heading ? [{ part: "heading", text: pin.heading }] : [];
    heading = pin.heading;
    return [...over, { part: "pin", pin_id: pin.id, shown: pin.citation.quote }];
  });
}

/** What the server needs of the parts. */
export const asItems = (parts) =>
  parts
    .filter(({ part, text }) => !["heading", "text"].includes(part) || text?.trim())
    .map(({ part, text, answer_id, number, pin_id, key }) => ({ part, text, answer_id, number, pin_id, key }));

/** Draws `parts` into `list`; `changed` is called after each change of them. */
export function drawParts(list, parts, changed) {
  const again = (focus) => {
    drawParts(list, parts, changed);
    changed();
    const at = focus && `[data-at="${focus.at}"]`;
    if (focus) (find(`${at} ${focus.what}:enabled`, list) ?? find(`${at} :is(.up, .down):enabled`, list))?.focus();
  };
  fill(list, parts.map((each, at) => row(each, at, parts, again, changed)));
}

function row(each, at, parts, again, changed) {
  const name = short(each.shown || each.text || NAMES[each.part], 60);
  const move = (to, what) => {
    parts.splice(to, 0, ...parts.splice(at, 1));
    again({ at: to, what });
  };
  const act = (sign, told, onclick, more) => button(sign, onclick, { class: "plain", "aria-label": `${told}: ${name}`, ...more });
  const element = make(
    "li",
    {
      class: `part ${each.part}`,
      "data-at": at,
      draggable: each.part === "text" || each.part === "heading" ? null : "true",
      ondragstart: (event) => event.dataTransfer.setData("text/plain", String(at)),
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault();
        const from = Number(event.dataTransfer.getData("text/plain"));
        if (!Number.isInteger(from) || from === at || !parts[from]) return;
        parts.splice(at, 0, ...parts.splice(from, 1));
        again({ at, what: ".up" });
      },
    },
    content(each, name, changed),
    make(
      "div",
      { class: "acts" },
      ["sentence", "pin"].includes(each.part) &&
        !each.silent &&
        make(
          "label",
          { class: "tick" },
          make("input", {
            type: "checkbox",
            checked: Boolean(each.key),
            "aria-label": `Key finding: ${name}`,
            onchange: (event) => ((each.key = event.target.checked), changed()),
          }),
          "Key finding",
        ),
      act("↑", "Up", () => move(at - 1, ".up"), { class: "plain up", disabled: at === 0 }),
      act("↓", "Down", () => move(at + 1, ".down"), { class: "plain down", disabled: at === parts.length - 1 }),
      places(each, at, parts).length > 0 &&
        menuButton(
          "⋯",
          "Move this part",
          () => places(each, at, parts).map(([told, to]) => button(told, () => move(to, ".up"), { class: "plain told" })),
          { class: "plain", "aria-label": `Move elsewhere: ${name}` },
        ),
      act("✕", "Leave out", () => (parts.splice(at, 1), again({ at: Math.min(at, parts.length - 1), what: ".drop-part" })), {
        class: "plain drop-part",
      }),
    ),
  );
  return element;
}

/** Where a part can be put at once: under each other question or heading. A place is counted without the part itself. */
function places(each, at, parts) {
  if (each.part === "question" || each.part === "heading") return [];
  const heads = parts.flatMap(({ part, shown, text }, place) => (part === "question" || part === "heading" ? [[short(shown || text || NAMES[part], 60), place]] : []));
  const own = heads.findLast(([, place]) => place < at)?.[1];
  return heads
    .filter(([, place]) => place !== own)
    .map(([told, place]) => {
      const next = heads.find(([, other]) => other > place)?.[1] ?? parts.length;
      return [`Under “${told}”`, next > at ? next - 1 : next];
    });
}

function content(each, name, changed) {
  if (each.part === "question") return make("b", { class: "told", dir: "auto" }, short(each.shown, 300));
  if (each.part !== "heading" && each.part !== "text") {
    return make("div", { class: "words-of" }, each.by && make("small", { class: "quiet told", dir: "auto" }, short(each.by)), make("span", { class: "told", dir: "auto" }, short(each.shown, 300)));
  }
  const write = (event) => ((each.text = event.target.value), changed());
  const attributes = { "aria-label": NAMES[each.part], oninput: write, dir: "auto", placeholder: NAMES[each.part] };
  return each.part === "heading"
    ? make("input", { ...attributes, value: each.text ?? "", maxlength: "200" })
    : make("textarea", { ...attributes, rows: "3", maxlength: "10000" }, each.text ?? "");
}
