// A briefing: chosen parts of answers and pins, put in order beside a preview, and saved or printed.

import { announce } from "./announce.js";
import { get, path, send } from "./api.js";
import { BASE } from "./base.js";
import { beforePrint } from "./before.js";
import { field } from "./dialogs.js";
import { button, fill, find, make } from "./dom.js";
import { drawPaper } from "./paper.js";
import { asItems, drawParts, partsOfAnswer, partsOfPins } from "./parts.js";
import { refreshRail } from "./rail.js";
import { entitle } from "./router.js";
import { count, short } from "./words.js";

const EVERY = 300; // milliseconds between two looks at the progress
const PAUSE = 400; // milliseconds after the last change before the preview is made

export async function briefing({ view, search, current }) {
  entitle("Briefing");
  view.classList.add("wide");
  const desk = new Desk(view, `briefing ${search}`, current);
  desk.draw(search);
  await desk.begin(search);
}

/** One briefing being put together. */
class Desk {
  constructor(view, name, current) {
    this.view = view;
    this.name = BASE + name; // under which this tab remembers it
    this.current = current;
    this.parts = [];
    this.answers = new Map();
    this.list = make("ol", { class: "parts", "aria-label": "Parts of the briefing" });
    this.sheet = make("div", { class: "sheet-of-paper" });
    this.told = make("div");
    this.doubts = make("div");
    this.pending = 0;
    this.asked = 0;
  }

  draw(search) {
    const changed = () => this.changed();
    const add = (part) => {
      this.parts.push({ part, text: "" });
      drawParts(this.list, this.parts, changed);
      find("li:last-child :is(input, textarea)", this.list).focus();
    };
    this.questions = make("textarea", { name: "questions", rows: "3", "aria-describedby": "questions-hint" });
    this.form = make(
      "form",
      { class: "brief", onsubmit: (event) => event.preventDefault(), onchange: changed },
      field("Title", "title", "", { maxlength: "200" }),
      this.list,
      make(
        "div",
        { class: "row" },
        button("Add a heading", () => add("heading")),
        button("Add your own text", () => add("text")),
        button("Add the pins", () => this.addPins()),
      ),
      make("label", { class: "field" }, make("span", { class: "label" }, "Questions to answer, one a line"), this.questions),
      make("p", { id: "questions-hint", class: "quiet" }, "A line that begins with ## is a heading over those below it."),
      make("div", { class: "row" }, button("Answer and add", () => this.trying(() => this.answer()))),
      make(
        "div",
        { class: "row" },
        make("label", { class: "tick" }, make("input", { type: "checkbox", name: "timeline" }), "With a timeline"),
        make("label", { class: "tick" }, make("input", { type: "checkbox", name: "whole" }), "Every footnote in full"),
      ),
    );
    const save = (format) => () => this.trying(() => this.save(format));
    fill(
      this.view,
      make(
        "div",
        { class: "row desk-acts" },
        button("Make a Word document", save("docx"), { class: "primary" }),
        button("Make a Markdown file", save("md")),
        button("Print or save as PDF", () => this.trying(() => this.print())),
        button("Before you print", () => this.trying(() => beforePrint(this.doubts, [...this.answers.values()], asItems(this.parts), 2))),
        button("Begin again", () => this.forget(search), { class: "plain apart" }),
      ),
      this.told,
      this.doubts,
      make("div", { class: "editor" }, this.form, this.sheet),
    );
  }

  async begin(search) {
    const begun = this.restore();
    return this.trying(async () => {
      const id = search.get("conversation");
      if (search.has("pins") && !begun) await this.addPins();
      if (id) {
        const kept = await get(path`/api/conversations/${id}`);
        if (!begun) find("[name=title]", this.form).value = kept.title;
        // What was asked since the briefing was begun is added to it.
        for (const answer of kept.answers) if (!this.answers.has(answer.id)) this.add(answer);
      }
      this.show();
    });
  }

  add(answer) {
    this.answers.set(answer.id, answer);
    this.parts.push(...partsOfAnswer(answer));
  }

  async addPins() {
    const { pins } = await get("/api/pins");
    this.parts.push(...partsOfPins(pins));
    this.show();
  }

  show() {
    if (!this.current()) return;
    drawParts(this.list, this.parts, () => this.changed());
    this.changed();
  }

  changed() {
    this.remember();
    clearTimeout(this.pending);
    this.pending = setTimeout(() => this.preview(), PAUSE);
  }

  wanted() {
    const data = new FormData(this.form);
    return {
      title: data.get("title").trim() || undefined,
      items: asItems(this.parts),
      timeline: data.has("timeline"),
      footnotes: data.has("whole") ? "whole" : "short",
    };
  }

  /** The preview of the parts as they are now; one that comes late is not shown over a newer one. */
  async preview() {
    const mine = (this.asked += 1);
    const wanted = this.wanted();
    if (!wanted.items.length) return fill(this.sheet, make("p", { class: "quiet" }, "The briefing stands here when it has a part."));
    try {
      const paper = await send("POST", "/api/briefings/preview", wanted);
      if (mine === this.asked && this.current()) fill(this.sheet, drawPaper(paper));
    } catch (error) {
      if (mine === this.asked) fill(this.sheet, make("p", { class: "note", role: "alert" }, error.message));
    }
    return null;
  }

  /** Asks the questions that are written down, one after another, and adds their answers. */
  async answer() {
    const lines = this.questions.value.split("\n").map((line) => line.trim()).filter(Boolean);
    const asked = lines.filter((line) => !line.startsWith("#"));
    const title = find("[name=title]", this.form).value.trim();
    let id;
    let done = 0;
    for (const line of lines) {
      if (line.startsWith("## ")) this.parts.push({ part: "heading", text: line.slice(3) });
      if (line.startsWith("#")) continue;
      fill(
        this.told,
        make("progress", { "aria-label": "Questions answered", max: asked.length, value: done }),
        make("p", { class: "quiet" }, `${done} of ${count(asked.length, "question")}`),
      );
      const answer = await send("POST", "/api/ask", { question: line, conversation_id: id });
      if (!this.current()) return;
      id = answer.conversation_id;
      done += 1;
      this.add(answer);
    }
    fill(this.told);
    this.questions.value = "";
    if (id && title) await send("PATCH", path`/api/conversations/${id}`, { title });
    if (id) refreshRail();
    this.show();
  }

  async save(format) {
    if (this.questions.value.trim()) await this.answer();
    const wanted = { ...this.wanted(), format };
    if (!wanted.items.length) throw new Error("Add answers, pins or questions first.");
    fill(this.told, make("p", { class: "waiting" }, "The briefing is being made"));
    const { briefing_id: id } = await send("POST", "/api/briefings", wanted);
    for (;;) {
      const state = await get(path`/api/briefings/${id}`);
      if (!this.current()) return;
      if (state.error) throw new Error(state.error.message ?? state.error);
      if (state.state === "done") break;
      await new Promise((wake) => setTimeout(wake, EVERY));
    }
    const link = make("a", { href: path`/api/briefings/${id}/file`, download: true }, "Save the briefing");
    fill(this.told, make("p", {}, "Ready: ", link));
    announce("The briefing is ready.");
    link.click();
  }

  async print() {
    if (this.questions.value.trim()) await this.answer();
    clearTimeout(this.pending);
    await this.preview();
    print();
  }

  /** Does something that may fail, and says so. */
  async trying(act) {
    try {
      await act();
    } catch (error) {
      if (this.current()) fill(this.told, make("p", { class: "note", role: "alert" }, error.message));
    }
  }

  remember() {
    const title = find("[name=title]", this.form).value;
    try {
      sessionStorage.setItem(this.name, JSON.stringify({ title, parts: this.parts, answers: [...this.answers.values()] }));
    } catch {
      // Storage is switched off or full: the briefing lasts until the page is left.
    }
  }

  /** Forgets what was put together, and begins with what the address names. */
  forget(search) {
    sessionStorage.removeItem(this.name);
    this.parts = [];
    this.answers.clear();
    this.draw(search);
    this.begin(search);
  }

  restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name));
      if (!kept?.parts.length) return false;
      this.parts = kept.parts;
      this.answers = new Map(kept.answers.map((answer) => [answer.id, answer]));
      find("[name=title]", this.form).value = short(kept.title, 200);
      return true;
    } catch {
      return false;
    }
  }
}
