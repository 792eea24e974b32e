// What can be done with an answer: copy it, link to it, save it, say whether it was good.

import { path, send } from "./api.js";
import { answerWithFootnotes, copyButton } from "./copying.js";
import { inDialog } from "./dialogs.js";
import { button, make } from "./dom.js";

const REASONS = {
  wrong_source: "The wrong source",
  misquoted: "Misquoted",
  missing_other_side: "The other side is missing",
  other: "Something else",
};

export function actions(answer) {
  const here = path`/answers/${answer.id}`;
  const saved = (format) => path`/api/answers/${answer.id}/export?format=` + format;
  const good = button("Good", () => judge("good"), { "aria-pressed": "false" });
  const bad = button("Bad", () => askWhy(), { "aria-pressed": "false" });

  async function judge(verdict, reason = null, comment = null) {
    await send("POST", path`/api/answers/${answer.id}/feedback`, { verdict, reason, comment });
    good.setAttribute("aria-pressed", String(verdict === "good"));
    bad.setAttribute("aria-pressed", String(verdict === "bad"));
  }

  function askWhy() {
    const reasons = Object.entries(REASONS).map(([value, label], number) =>
      make(
        "label",
        { class: "tick" },
        make("input", { type: "radio", name: "reason", value, checked: number === 0 }),
        label,
      ),
    );
    const comment = make("textarea", { name: "comment", rows: "3", maxlength: "4000" });
    inDialog({
      title: "What is wrong with this answer?",
      body: [
        make("fieldset", { class: "stack" }, make("legend", { class: "unseen" }, "Reason"), reasons),
        make("label", { class: "field" }, "In your words, if you like", comment),
      ],
      act: "Send",
      onact: (data) => judge("bad", data.get("reason"), data.get("comment").trim() || null),
    });
  }

  return make(
    "div",
    { class: "actions", role: "group", "aria-label": "This answer" },
    copyButton("Copy", () => answerWithFootnotes(answer)),
    copyButton("Copy link", () => ({ plain: location.origin + here })),
    make("a", { class: "button", href: here }, "Check again"),
    button("Ask again", () => document.dispatchEvent(new CustomEvent("ask-again", { detail: answer }))),
    make("a", { class: "button", href: saved("docx"), download: true }, "Save as Word"),
    make("a", { class: "button", href: saved("md"), download: true }, "Save as Markdown"),
    make("span", { class: "verdict" }, good, bad),
  );
}
