// One correction for many documents at once.

import { moveToAffair, otherAffairs } from "./affairs.js";
import { announce } from "./announce.js";
import { path, send } from "./api.js";
import { button, fill, make } from "./dom.js";
import { count, spokenKind } from "./words.js";

const FIELDS = { publisher: "Publisher", author: "Author", date: "Date", kind: "Kind", text_type: "Text" };
const CHOICES = {
  kind: ["report", "article", "response", "official", "research", "other"].map((kind) => [kind, spokenKind(kind)]),
  text_type: [
    ["original", "The source's own words"],
    ["summary", "Our summary"],
  ],
};

/** The row that sets a field of the chosen documents; `show` is called when another one is chosen. */
export function bulkEditor(chosen, changed) {
  const told = make("span", {});
  const fault = make("p", { class: "note", role: "alert", hidden: true });
  const value = make("span", { class: "value" });
  const field = make(
    "select",
    { name: "field", "aria-label": "Field to set", onchange: () => draw() },
    Object.entries(FIELDS).map(([name, label]) => make("option", { value: name }, label)),
  );
  const draw = () => {
    const options = CHOICES[field.value];
    const attributes = { name: "value", "aria-label": `${FIELDS[field.value]} of the chosen documents` };
    fill(
      value,
      options
        ? make("select", attributes, options.map(([each, label]) => make("option", { value: each }, label)))
        : make("input", { ...attributes, autocomplete: "off", required: true }),
    );
  };
  draw();
  const moving = button("Move to another affair", () => moveToAffair(chosen, changed), { class: "plain", hidden: true });
  otherAffairs().then((others) => (moving.hidden = others.length === 0));
  const element = make(
    "form",
    {
      class: "row bulk panel",
      hidden: true,
      onsubmit: async (event) => {
        event.preventDefault();
        const number = chosen.size;
        try {
          for (const id of chosen) {
            await send("PATCH", path`/api/documents/${id}`, { [field.value]: value.firstElementChild.value });
            chosen.delete(id);
          }
          announce(`${count(number, "document")} corrected.`);
          await changed();
        } catch (error) {
          fill(fault, error.message).hidden = false;
        }
      },
    },
    told,
    make("span", {}, "set"),
    field,
    make("span", {}, "to"),
    value,
    make("button", { type: "submit", class: "primary" }, "Set"),
    moving,
    button("Choose none", async () => (chosen.clear(), changed()), { class: "plain" }),
    fault,
  );
  return {
    element,
    show: () => {
      element.hidden = chosen.size === 0;
      fill(told, `${count(chosen.size, "document")} chosen:`);
    },
  };
}
