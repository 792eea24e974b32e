// The affair at a glance: who is in it, what is disputed, when, and what to read first; every sentence is a citation.

import { get, path } from "./api.js";
import { chip, endingIn } from "./chip.js";
import { CitationSet } from "./citations.js";
import { fill, make } from "./dom.js";
import { short, sourceLine, spokenDate } from "./words.js";

const VOICES = 5;
const POINTS = 3;
const DAYS = 7;
const TO_READ = 4;

/** Fills `element` when the overview is there; nothing is shown until then, and nothing where it cannot be had. */
export async function glance(element) {
  let found;
  try {
    found = await get("/api/overview");
  } catch {
    return; // Asking and searching work without it.
  }
  if (!element.isConnected) return;
  const cited = [
    ...found.parties.flatMap(({ citations }) => citations),
    ...found.points.flatMap(({ claim, answers }) => [claim, ...answers.flatMap(({ citations }) => citations)]),
    ...found.days.map(({ citation }) => citation),
  ];
  const set = new CitationSet(cited);
  fill(
    element,
    found.parties.length > 0 &&
      part("Who is in it", ["/claims", "All claims"], voices(found.parties.slice(0, VOICES), set)),
    found.points.length > 0 && part("What is disputed", ["/claims", "Claim by claim"], points(found.points.slice(0, POINTS), set)),
    found.days.length > 0 && part("When", ["/timeline", "The whole timeline"], days(spread(found.days, DAYS), set)),
    found.read_first.length > 0 && part("Read first", ["/library", "All documents"], { items: found.read_first.slice(0, TO_READ).map(toRead) }),
  );
}

/** So many of the list's entries, from its first to its last, as far from each other as can be. */
const spread = (list, most) =>
  list.length <= most ? list : Array.from({ length: most }, (_, number) => list[Math.round((number * (list.length - 1)) / (most - 1))]);

const part = (title, [href, more], { items, ours = false }) =>
  make(
    "section",
    {},
    make("h3", {}, title, ours && make("small", { class: "quiet" }, "≈ in the words of our summaries")),
    make("ul", {}, items.map((item) => make("li", {}, item))),
    make("p", { class: "quiet" }, make("a", { href }, more)),
  );

/** Whether all of these are our summaries: then that is said once, over them. */
const allOurs = (citations) => citations.length > 0 && citations.every(({ text_type: type }) => type === "summary");

/** How the words of a citation are shown: as what they are, with the chip that opens them. */
const teller = (set, citations) => {
  const told = allOurs(citations) ? "" : "Our summary: ";
  return (citation, longest = 220) =>
    make(
      "span",
      { class: citation.text_type === "summary" ? "told" : "quotation", dir: "auto" },
      endingIn(
        chip(set, citation.marker),
        citation.text_type === "summary" ? told + short(citation.quote, longest) : `“${short(citation.quote, longest)}”`,
      ),
    );
};

function voices(parties, set) {
  const shown = parties.map(leading).filter(Boolean);
  const said = teller(set, shown);
  return { ours: allOurs(shown), items: parties.map((each) => voice(each, said)) };
}

function points(found, set) {
  const shown = found.flatMap((each) => [each.claim, ...(replyTo(each)?.citations.slice(0, 1) ?? [])]);
  const said = teller(set, shown);
  return { ours: allOurs(shown), items: found.map((each) => point(each, said)) };
}

function days(found, set) {
  const shown = found.map(({ citation }) => citation);
  const said = teller(set, shown);
  return { ours: allOurs(shown), items: found.map((each) => day(each, said)) };
}

const leading = ({ citations, leading: place }) => citations[place];

const voice = ({ party, people, ...heard }, said) => [
  make("b", { class: "told" }, short(party)),
  people.length > 0 && make("span", { class: "quiet told" }, ` ${people.slice(0, 3).map((name) => short(name, 40)).join(", ")}`),
  leading(heard) && make("p", {}, said(leading(heard))),
];

const replyTo = ({ answers }) => answers.find(({ silent, citations }) => !silent && citations.length > 0);

const point = ({ claim, party, answers }, said) => {
  const reply = replyTo({ answers });
  const silent = answers.filter((each) => each.silent).map((each) => short(each.party, 60));
  return [
    make("p", {}, make("b", { class: "told" }, `${short(party)}: `), said(claim)),
    reply && make("p", { class: "reply" }, make("b", { class: "told" }, `${short(reply.party)}: `), said(reply.citations[0])),
    !reply && silent.length > 0 && make("p", { class: "reply quiet told" }, `○ No answer found: ${silent.join(", ")}.`),
  ];
};

const day = ({ date, citation }, said) => [
  make("time", { datetime: date }, spokenDate(date)),
  make("p", {}, said(citation, 160)),
];

const WHY = { report: "the report itself", party: "in its own words", voices: "heard in it" };

const toRead = ({ document, reason, named }) => [
  make("a", { href: path`/documents/${document.document_id}`, dir: "auto" }, short(document.title ?? "Untitled", 120)),
  make(
    "span",
    { class: "quiet told" },
    ` ${[document.publisher ? sourceLine(document) : spokenDate(document.date), named.length ? `${named.slice(0, 4).map((name) => short(name, 40)).join(", ")} ${WHY[reason]}` : WHY[reason]].join(" · ")}`,
  ),
];
