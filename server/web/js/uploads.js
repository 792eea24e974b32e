// Adding documents: files dropped or chosen, or an address; with progress, and what could not be read.

import { get, path, send } from "./api.js";
import { button, fill, find, make } from "./dom.js";
import { count, short } from "./words.js";

const EVERY = 500; // milliseconds between two looks at the progress

/** The place to drop files on; `changed` is called when documents have been taken in. */
export function drawUploads(changed) {
  const files = make("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => upload(files.files) });
  const told = make("div", { role: "status" });
  const address = make("input", { type: "url", name: "url", required: true, placeholder: "https://", autocomplete: "off" });
  const form = make(
    "form",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        if (await run(told, { url: address.value }, changed)) address.value = "";
      },
    },
    make("label", { class: "field" }, make("span", { class: "label" }, "Or the address of a page or PDF, which is fetched once"), address),
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
    make("div", { class: "row" }, button("Choose files", () => files.click()), make("span", { class: "quiet" }, "or drop them here: PDF, Word, web pages, Markdown, text and more"), files),
    form,
    told,
  );
  return area;
}

/** Sends what is to be added and shows how it goes; says whether it went in. */
async function run(told, body, changed) {
  fill(told, make("p", { class: "waiting" }, "Sending"));
  try {
    const { ingestion_id: id } = await send("POST", "/api/documents", body);
    const ingestion = await follow(told, id);
    fill(told, ingestion.error ? make("p", { class: "note" }, ingestion.error.message) : outcome(ingestion.outcome));
    await changed();
    return ingestion.state === "done" && ingestion.outcome.failed.length === 0;
  } catch (error) {
    fill(told, make("p", { class: "note" }, error.message));
    return false;
  }
}

async function follow(told, id) {
  for (;;) {
    const ingestion = await get(path`/api/ingestions/${id}`);
    if (ingestion.state === "done" || ingestion.state === "failed") return ingestion;
    show(told, ingestion);
    await new Promise((wake) => setTimeout(wake, EVERY));
    if (!told.isConnected) return ingestion;
  }
}

function show(told, { state, progress }) {
  if (state === "waiting" || !progress) return fill(told, make("p", { class: "waiting" }, "Waiting for its turn"));
  const bar = find("progress", told) ?? make("progress", { "aria-label": "Documents taken in" });
  bar.max = progress.total || 1;
  bar.value = progress.files;
  const left = progress.seconds_left ? `, about ${count(Math.ceil(progress.seconds_left), "second")} left` : "";
  return fill(told, bar, make("p", { class: "quiet told" }, `${progress.files} of ${count(progress.total, "file")}, ${count(progress.passages, "passage")}${left}. ${short(progress.current ?? "")}`));
}

function outcome({ added, replaced, unchanged, failed }) {
  const parts = [
    [added, "added"],
    [replaced, "replaced"],
    [unchanged, "already held"],
  ].filter(([paths]) => paths.length).map(([paths, word]) => `${paths.length} ${word}`);
  return [
    parts.length > 0 && make("p", {}, `${parts.join(", ")}.`),
    failed.length > 0 && make("ul", { class: "failures" }, failed.map(({ path: name, error }) => make("li", { class: "told" }, `Not taken in: ${short(name)}: ${error}`))),
  ];
}
