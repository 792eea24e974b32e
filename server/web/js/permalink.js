// One answer at its own address, verified again each time it is opened.

import { get, path } from "./api.js";
import { references, verdict } from "./checked.js";
import { CitationSet } from "./citations.js";
import { drawAnswer } from "./answer.js";
import { fill, make } from "./dom.js";
import { entitle } from "./router.js";
import { scope } from "./turn.js";
import { short } from "./words.js";

export async function permalink({ view, part, current }) {
  entitle("Answer");
  fill(view, make("p", { class: "waiting" }, "Opening"));
  try {
    const answer = await get(path`/api/answers/${part}`);
    if (!current()) return;
    entitle(short(answer.question), true);
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
