// What to look at before an answer, a conversation or a briefing is printed; each line leads to its place.

import { announce } from "./announce.js";
import { get, path } from "./api.js";
import { withChips } from "./chip.js";
import { CitationSet } from "./citations.js";
import { button, fill, make, webAddress } from "./dom.js";
import { openSource } from "./source.js";
import { count, missingWords, short, sourceLine, titledSource } from "./words.js";

/** Fills `element` with the panel for these answers and, of the parts of a briefing, for its pins; its heading is of this
    `level`. */
export async function beforePrint(element, answers, items = [], level = 3) {
  fill(element, make("p", { class: "waiting" }, "Checking"));
  const pinned = new Set(items.map(({ pin_id: id }) => id).filter(Boolean));
  const [{ documents }, { pins }, ...checked] = await Promise.all([
    get("/api/documents"),
    pinned.size ? get("/api/pins") : { pins: [] },
    ...answers.map(({ id }) => get(path`/api/answers/${id}`)),
  ]);
  const kept = pins.filter(({ id }) => pinned.has(id));
  const cited = [...checked.flatMap(({ citations }) => citations), ...kept.map(({ citation }) => citation)];
  const works = [...new Map(cited.map((citation) => [citation.document_id, citation])).values()];
  const groups = [
    ["Words that are no longer at their place", fallen(checked, kept)],
    ["Where the papers differ", noted(checked, (markers) => markers.length > 1)],
    ["Where your wording, or ours, is not the papers’", noted(checked, (markers) => markers.length === 1)],
    ["Not answered, or only in part", checked.filter(isShort).map(missing)],
    ["Not heard, and what to ask them", checked.flatMap(unheard)],
    ["Copies of one another: one source, not several", copies(works, documents)],
    ["Our summaries: fetch the original before quoting", works.filter(({ text_type: type }) => type === "summary").map(original)],
    ["Text recognised from a picture: compare it with the page", cited.filter(({ recognised }) => recognised).map((each) => line(each, short(each.quote, 120)))],
    ["Undated papers", works.filter(({ date }) => !date).map((each) => documentLink(each, titledSource(each)))],
  ].filter(([, lines]) => lines.length);
  const total = groups.reduce((sum, [, lines]) => sum + lines.length, 0);
  const title = make(`h${level}`, { tabindex: "-1" }, total ? `Before you print: ${count(total, "thing")} to look at` : "Before you print: nothing to look at");
  fill(
    element,
    make(
      "section",
      { class: "before panel", "aria-label": "Before you print" },
      title,
      groups.map(([name, lines]) => [make(`h${level + 1}`, { class: "of" }, `${name} (${lines.length})`), make("ul", {}, lines.map((each) => make("li", { class: "told" }, each)))]),
    ),
  );
  announce(title.textContent);
  title.focus();
}

const isShort = ({ status, asked }) => status !== "answered" || asked?.missing?.length > 0;

const toAnswer = ({ id, question }) => make("a", { href: path`/answers/${id}` }, short(question, 160));

const missing = (answer) => [
  toAnswer(answer),
  answer.asked?.missing?.length ? ` Missing: ${missingWords(answer.asked.missing)}.` : "",
];

/** A line that opens the place of a citation. */
function line(citation, told) {
  const set = new CitationSet([{ ...citation, marker: citation.marker ?? 1 }]);
  const open = button(told, () => openSource(set, set.list[0].marker, open), { class: "plain", "aria-label": `${told}: opens the source` });
  return [open, " ", make("span", { class: "quiet" }, sourceLine(citation))];
}

const documentLink = ({ document_id: id }, told) => make("a", { href: path`/documents/${id}` }, told);

function original(citation) {
  const address = webAddress(citation.url);
  return [
    documentLink(citation, titledSource(citation)),
    address ? [" · ", make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, "original")] : " · no address is known",
  ];
}

function fallen(checked, kept) {
  const answers = checked.flatMap((answer) =>
    answer.checked
      .filter(({ status }) => status !== "holds")
      .map(({ marker }) => line(answer.citations.find((each) => each.marker === marker), `“${short(answer.question, 60)}”, citation ${marker}`)),
  );
  return [...answers, ...kept.filter(({ status }) => status !== "holds").map(({ citation }) => line(citation, short(citation.quote, 120)))];
}

/** The notes of answers that speak of so many citations as `wanted` says, each with what it cites beside each other. What
    several answers note in the same words of the same places is said once. */
function noted(answers, wanted) {
  const found = new Map();
  for (const answer of answers) {
    const set = new CitationSet(answer.citations, answer.id);
    for (const warning of answer.warnings) {
      const markers = [...new Set([...warning.matchAll(/\[(\d+)\]/g)].map(([, marker]) => Number(marker)))];
      const sides = markers.map((marker) => set.citation(marker)).filter(Boolean);
      const key = [warning.replace(/\[\d+\]/g, ""), ...sides.map(({ document_id: id, start }) => `${id} ${start}`)].join("\n");
      if (sides.length && wanted(sides) && !found.has(key)) found.set(key, { warning, set, sides });
    }
  }
  return [...found.values()].map(({ warning, set, sides }) => [
    make("p", {}, withChips(warning, set)),
    make("div", { class: "beside" }, sides.map(side)),
  ]);
}

const side = (citation) =>
  make(
    "p",
    {},
    make("b", {}, sourceLine(citation)),
    make("br"),
    citation.text_type === "summary" ? `Our summary: ${short(citation.quote, 300)}` : make("span", { class: "quotation" }, `“${short(citation.quote, 300)}”`),
  );

const unheard = (answer) =>
  answer.sides
    .filter(({ silent }) => silent)
    .map(({ party }) => [make("b", {}, short(party)), ": put to them “", toAnswer(answer), "”"]);

/** Groups of the cited works that are near-copies of one another. */
function copies(works, documents) {
  const same = new Map(documents.map((each) => [each.id, each.same_source]));
  const seen = new Set();
  return works.flatMap((work) => {
    const others = works.filter((other) => same.get(work.document_id)?.includes(other.document_id));
    if (!others.length || seen.has(work.document_id)) return [];
    for (const each of [work, ...others]) seen.add(each.document_id);
    return [[work, ...others].map((each, number) => [number > 0 && " = ", documentLink(each, titledSource(each))])];
  });
}
