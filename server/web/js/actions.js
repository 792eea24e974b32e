// What can be done with an answer: two or three things in sight, the rest in a menu.

import { announce } from "./announce.js";
import { get, path, send } from "./api.js";
import { inAffair } from "./base.js";
import { beforePrint } from "./before.js";
import { references, verdict } from "./checked.js";
import { answerWithFootnotes, copyButton, copyNow } from "./copying.js";
import { inDialog } from "./dialogs.js";
import { button, fill, make } from "./dom.js";
import { keepAll } from "./keep.js";
import { menuButton } from "./menu.js";

const REASONS = {
  wrong_source: "The wrong source",
  misquoted: "Misquoted",
  missing_other_side: "The other side is missing",
  other: "Something else",
};

/** `set` holds the citations of the answer. */
export function actions(answer, set) {
  const here = path`/answers/${answer.id}`;
  const saved = (format) => path`/api/answers/${answer.id}/export?format=` + format;
  const below = make("div", { class: "below" });
  const item = (label, act) => button(label, act, { class: "plain" });
  const link = (label, address, more = {}) => make("a", { class: "button plain", href: address, ...more }, label);
  const more = menuButton("More", "This answer", () => [
    answer.citations.length > 0 && item("Keep all its sentences", () => keepAll(answer)),
    item("Before you print", () => beforePrint(below, [answer]).catch((error) => failed(below, error))),
    answer.citations.length > 0 && item("Check again", () => checkAgain(answer, set, below)),
    item("Ask again", () => document.dispatchEvent(new CustomEvent("ask-again", { detail: answer }))),
    item("Copy link", () => copyNow({ plain: location.origin + inAffair(here) }).then((told) => announce(told))),
    link("Open by itself", here),
    link("Save as Markdown", saved("md"), { download: true }),
  ]);
  return [
    make(
      "div",
      { class: "actions", role: "group", "aria-label": "This answer", "data-answer": answer.id },
      copyButton("Copy", () => answerWithFootnotes(answer)),
      make("a", { class: "button", href: saved("docx"), download: true }, "Save as Word"),
      more,
      verdicts(answer),
    ),
    below,
  ];
}

/** Good or bad, and why. */
function verdicts(answer) {
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
  return make("span", { class: "verdict" }, good, bad);
}

/** Compares its citations with what is held now, and shows below the answer what came of it. */
async function checkAgain(answer, set, below) {
  try {
    const checked = await get(path`/api/answers/${answer.id}`);
    const told = verdict(checked.checked);
    fill(below, make("p", { class: "quiet checked" }, told), references(checked, set));
    announce(below.firstElementChild.textContent);
  } catch (error) {
    failed(below, error);
  }
}

const failed = (below, error) => fill(below, make("p", { class: "note", role: "alert" }, error.message));
