// One answer at its own address, verified again each time it is opened.

import { get, path } from "./api.js";
import { chip } from "./chip.js";
import { CitationSet } from "./citations.js";
import { drawAnswer } from "./answer.js";
import { fill, make } from "./dom.js";
import { entitle } from "./router.js";
import { scope } from "./turn.js";
import { count, reference, short } from "./words.js";

const STANDING = {
  holds: { sign: "✓", word: "still holds" },
  source_changed: { sign: "△", word: "source changed" },
  source_removed: { sign: "✗", word: "source removed" },
};

export async function permalink({ view, part, current }) {
  entitle("Answer");
  fill(view, make("p", { class: "waiting" }, "Opening"));
  try {
    const answer = await get(path`/api/answers/${part}`);
    if (!current()) return;
    entitle(short(answer.question));
    const set = new CitationSet(answer.citations, answer.id);
    fill(
      view,
      make(
        "article",
        { class: "turn" },
        make("h2", { class: "question", dir: "auto" }, answer.question),
        make("p", { class: "quiet given" }, `Given ${when(answer.created_at)}. `, verdict(answer.checked)),
        answer.asked_of && scope(answer.asked_of),
        drawAnswer(answer),
        references(answer, set),
        make(
          "p",
          { class: "account" },
          make("a", { href: path`/conversations/${answer.conversation_id}` }, "Open its conversation"),
        ),
      ),
    );
  } catch (error) {
    if (current()) fill(view, make("p", { class: "note", role: "alert" }, error.message));
  }
}

const when = (iso) => new Date(iso).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });

function verdict(checked) {
  const fallen = checked.filter(({ status }) => status !== "holds").length;
  if (!checked.length) return "It cites nothing.";
  return fallen
    ? make(
        "b",
        { class: "standing-now source_changed" },
        `Checked just now: ${fallen} of ${count(checked.length, "citation")} no longer hold${fallen === 1 ? "s" : ""}.`,
      )
    : `Checked just now: ${checked.length === 1 ? "its citation still holds" : `all ${checked.length} citations still hold`}.`;
}

function references(answer, set) {
  if (!answer.citations.length) return null;
  const now = new Map(answer.checked.map(({ marker, status }) => [marker, status]));
  return make(
    "section",
    { class: "citations" },
    make("h3", { class: "label" }, "Its citations, checked just now"),
    make(
      "ul",
      { class: "references" },
      answer.citations.map((citation) => {
        const status = now.get(citation.marker);
        const { sign, word } = STANDING[status] ?? { sign: "?", word: "not checked" };
        return make(
          "li",
          {},
          chip(set, citation.marker),
          make(
            "div",
            {},
            make(
              "span",
              { class: `standing-now ${status}` },
              make("span", { "aria-hidden": "true" }, `${sign} `),
              word,
            ),
            " · ",
            make("span", { class: "told" }, reference(citation)),
          ),
        );
      }),
    ),
  );
}
