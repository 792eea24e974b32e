// Adding documents: files dropped or chosen, or an address; with progress, and what could not be read.

import { announce } from "./announce.js";
import { send } from "./api.js";
import { button, fill, make } from "./dom.js";
import { follow } from "./ingestion.js";
import { refreshStatus, status } from "./status.js";

/** The place to drop files on; `changed` is called when documents have been taken in. */
export function drawUploads(changed) {
  const files = make("input", { type: "file", multiple: true, hidden: true, onchange: () => upload(files.files) });
  const told = make("div");
  const address = make("input", {
    type: "url",
    name: "url",
    required: true,
    placeholder: "https://",
    autocomplete: "off",
  });
  const form = make(
    "form",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        if (await run(told, { url: address.value }, changed)) address.value = "";
      },
    },
    make(
      "label",
      { class: "field" },
      make("span", { class: "label" }, "Or the address of a page or PDF, which is fetched once"),
      address,
    ),
    make("button", { type: "submit" }, "Add address"),
  );
  const upload = (chosen) => {
    if (!chosen.length) return;
    const data = new FormData();
    for (const file of chosen) data.append("files", file, file.name);
    run(told, data, changed);
    files.value = "";
  };
  const over = (event, is) => {
    event.preventDefault();
    area.classList.toggle("over", is);
  };
  const area = make(
    "section",
    {
      class: "drop",
      "aria-label": "Add documents",
      ondragover: (event) => over(event, true),
      ondragleave: (event) => over(event, false),
      ondrop: (event) => {
        over(event, false);
        upload(event.dataTransfer.files);
      },
    },
    make(
      "div",
      { class: "row" },
      button("Choose files", () => files.click()),
      make("span", { class: "quiet" }, "or drop them here: PDF, Word, web pages, Markdown, text and more"),
      files,
    ),
    form,
    told,
  );
  resume(told, changed);
  return area;
}

/** Shows an ingestion that was under way before the page was opened. */
async function resume(told, changed) {
  try {
    const { ingestion_id: id } = await status();
    if (id && (await follow(told, id))) await changed();
  } catch {
    // The banner says that the server does not answer.
  }
}

/** Sends what is to be added and shows how it goes; says whether it went in. */
async function run(told, body, changed) {
  fill(told, make("p", { class: "waiting" }, "Sending"));
  announce("Documents are being taken in.");
  try {
    const { ingestion_id: id } = await send("POST", "/api/documents", body);
    refreshStatus();
    const ingestion = await follow(told, id);
    await changed();
    return ingestion?.state === "done" && ingestion.outcome.failed.length === 0;
  } catch (error) {
    fill(told, make("p", { class: "note", role: "alert" }, error.message));
    return false;
  }
}
