// A briefing: chosen answers, or a list of questions, made into a document with footnotes.

import { announce } from "./announce.js";
import { get, path, send } from "./api.js";
import { field } from "./dialogs.js";
import { fill, find, make } from "./dom.js";
import { refreshRail } from "./rail.js";
import { entitle } from "./router.js";
import { count, short } from "./words.js";

const EVERY = 500; // milliseconds between two looks at the progress

export async function briefing({ view, search, current }) {
  entitle("Briefing");
  const picks = make("div");
  const told = make("div");
  const questions = make("textarea", { name: "questions", rows: "6", "aria-describedby": "questions-hint" });
  const form = make(
    "form",
    { class: "brief", onsubmit: (event) => (event.preventDefault(), makeOne(form, told, current)) },
    make(
      "p",
      { class: "lede" },
      "Questions and answers become one document: quotations marked as such, a footnote for each, a list of sources, and what could not be found.",
    ),
    field("Title", "title", "", { maxlength: "200" }),
    picks,
    make("label", { class: "field" }, make("span", { class: "label" }, "Questions to answer, one a line"), questions),
    make("p", { id: "questions-hint", class: "quiet" }, "A line that begins with ## is a heading over those below it."),
    make("label", { class: "tick" }, make("input", { type: "checkbox", name: "timeline" }), "With a timeline"),
    make(
      "div",
      { class: "row" },
      make("button", { type: "submit", name: "format", value: "docx", class: "primary" }, "Make a Word document"),
      make("button", { type: "submit", name: "format", value: "md" }, "Make a Markdown file"),
    ),
    told,
  );
  fill(view, form);
  for (const control of form.querySelectorAll("button[name]"))
    control.addEventListener("click", () => (form.dataset.format = control.value));
  const id = search.get("conversation");
  if (!id) return;
  try {
    const kept = await get(path`/api/conversations/${id}`);
    if (!current()) return;
    find("[name=title]", form).value = kept.title;
    fill(
      picks,
      make(
        "fieldset",
        {},
        make("legend", { class: "label" }, "Answers of this conversation"),
        make(
          "div",
          { class: "picks" },
          kept.answers.map((answer) =>
            make(
              "label",
              { class: "tick" },
              make("input", { type: "checkbox", name: "answer", value: answer.id, checked: true }),
              make("span", { class: "told" }, short(answer.question)),
            ),
          ),
        ),
      ),
    );
  } catch (error) {
    fill(picks, make("p", { class: "note" }, error.message));
  }
}

async function makeOne(form, told, current) {
  const data = new FormData(form);
  const wanted = {
    title: data.get("title").trim() || undefined,
    questions: data
      .get("questions")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
    answer_ids: data.getAll("answer"),
    timeline: data.has("timeline"),
    format: form.dataset.format ?? "docx",
  };
  if (!wanted.questions.length && !wanted.answer_ids.length)
    return fill(told, make("p", { class: "note", role: "alert" }, "Choose answers or write questions first."));
  fill(told, make("p", { class: "waiting" }, "Beginning"));
  announce("The briefing is being made.");
  try {
    const { briefing_id: id } = await send("POST", "/api/briefings", wanted);
    for (;;) {
      const state = await get(path`/api/briefings/${id}`);
      if (!current()) return null;
      if (state.error) throw new Error(state.error.message ?? state.error);
      if (state.state === "done") {
        refreshRail(); // what was asked for it is kept as a conversation
        announce("The briefing is ready.");
        return fill(
          told,
          make(
            "p",
            {},
            "Ready: ",
            make("a", { href: path`/api/briefings/${id}/file`, download: true }, "Save the briefing"),
          ),
        );
      }
      const bar = find("progress", told) ?? make("progress", { "aria-label": "Questions answered" });
      bar.max = state.total || 1;
      bar.value = state.done;
      fill(told, bar, make("p", { class: "quiet" }, `${state.done} of ${count(state.total, "question")}`));
      await new Promise((wake) => setTimeout(wake, EVERY));
    }
  } catch (error) {
    return fill(told, make("p", { class: "note", role: "alert" }, error.message));
  }
}
