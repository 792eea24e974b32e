// Sessions on a server with a key: it is typed once, and the server then sets a cookie that no script can read.

import { get, send, whenKeyIsNeeded } from "./api.js";
import { inAffair } from "./base.js";
import { inDialog } from "./dialogs.js";
import { make } from "./dom.js";

let asking = false;

/** Asks for the key, opens a session with it and loads the page again. */
function askForKey() {
  if (asking) return;
  asking = true;
  const key = make("input", { type: "password", name: "key", required: true, autocomplete: "current-password" });
  const dialog = inDialog({
    title: "This server asks for a key",
    body: [
      make(
        "p",
        { class: "quiet" },
        "It is in the file “key” of the server's data folder, or set as REPORT_QA_API_KEY. ",
        "The link that the server prints when it starts opens this page once without it.",
      ),
      make("label", { class: "field" }, make("span", { class: "label" }, "Key"), key),
    ],
    act: "Log in",
    onact: async () => {
      await send("POST", "/api/session", { key: key.value });
      location.reload();
    },
  });
  dialog.addEventListener("close", () => (asking = false));
}

whenKeyIsNeeded(askForKey);

/** Offers to log out where there is a session. */
export async function offerLogOut(button) {
  button.addEventListener("click", () =>
    inDialog({
      title: "Log out",
      body: make(
        "label",
        { class: "tick" },
        make("input", { type: "checkbox", name: "everywhere" }),
        "In every browser that is logged in",
      ),
      act: "Log out",
      onact: async (chosen) => {
        await send("DELETE", `/api/session?everywhere=${chosen.has("everywhere")}`);
        location.assign(inAffair("/"));
      },
    }),
  );
  try {
    const { key_needed: needed, open } = await get("/api/session");
    button.hidden = !(needed && open);
  } catch {
    // The banner says that the server does not answer.
  }
}
