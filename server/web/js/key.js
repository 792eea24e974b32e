// Where the server asks for a key: it is asked of the person once and kept as a cookie for this server alone.

import { inDialog } from "./dialogs.js";
import { make } from "./dom.js";

let asking = false;

/** Asks for the key and loads the page again with it. */
export function askForKey() {
  if (asking) return;
  asking = true;
  const key = make("input", { type: "password", name: "key", required: true, autocomplete: "current-password" });
  inDialog({
    title: "This server asks for a key",
    body: [
      make("p", { class: "quiet" }, "Whoever runs it set it as REPORT_QA_API_KEY."),
      make("label", { class: "field" }, make("span", { class: "label" }, "Key"), key),
    ],
    act: "Open",
    onact: () => {
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `key=${encodeURIComponent(key.value)}; Path=/; SameSite=Strict; Max-Age=2592000${secure}`;
      location.reload();
    },
  });
}
