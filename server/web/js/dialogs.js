// A question put to the person over the page; the focus goes back to where it was.

import { button, fill, make } from "./dom.js";

/** Shows a dialog with one act, or with none, to be read and closed; `onact` gets the form's data, and the dialog closes
    when it is done. */
export function inDialog({ title, body, act, onact, dangerous = false }) {
  const opener = document.activeElement;
  const fault = make("p", { class: "note", role: "alert", hidden: true });
  const doing = make("button", { type: "submit", class: dangerous ? "danger" : "primary" }, act);
  const form = make(
    "form",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        doing.disabled = true;
        try {
          if (act) await onact(new FormData(form));
          dialog.close();
        } catch (error) {
          fill(fault, error.message).hidden = false;
        } finally {
          doing.disabled = false;
        }
      },
    },
    make("h2", {}, title),
    body,
    fault,
    make(
      "div",
      { class: "row" },
      button(act ? "Cancel" : "Close", () => dialog.close()),
      act && doing,
    ),
  );
  const dialog = make(
    "dialog",
    {
      "aria-label": title,
      onclose: () => {
        dialog.remove();
        if (opener?.isConnected) opener.focus();
      },
    },
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something is gone for good. */
export const confirmAct = (title, told, act, onact) =>
  inDialog({ title, body: make("p", { class: "told" }, told), act, onact, dangerous: true });

/** A form's labelled line of text. */
export const field = (label, name, value, attributes = {}) =>
  make(
    "label",
    { class: "field" },
    make("span", { class: "label" }, label),
    make("input", { name, value: value ?? "", autocomplete: "off", ...attributes }),
  );
