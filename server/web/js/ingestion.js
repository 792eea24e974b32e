// An ingestion: how far it is, and what came of it.

import { announce } from "./announce.js";
import { get, path, send } from "./api.js";
import { button, fill, find, make } from "./dom.js";
import { count, short } from "./words.js";

const EVERY = 500; // milliseconds between two looks at the progress

/** Shows the ingestion in `told` until it is over; gives its last state, null if nobody looks any more. */
export async function follow(told, id) {
  for (;;) {
    const ingestion = await get(path`/api/ingestions/${id}`);
    if (ingestion.state === "done" || ingestion.state === "failed") {
      fill(
        told,
        ingestion.error ? make("p", { class: "note told" }, ingestion.error.message) : outcome(ingestion.outcome),
      );
      if (ingestion.outcome) told.append(await files(ingestion.outcome));
      announce([...told.querySelectorAll(":scope > :not(details)")].map((part) => part.innerText).join(" "));
      return ingestion;
    }
    if (!told.isConnected) return null;
    show(told, ingestion);
    await new Promise((wake) => setTimeout(wake, EVERY));
  }
}

function show(told, { id, state, progress }) {
  if (!find("progress", told)) {
    const stop = button("Stop", () => send("POST", path`/api/ingestions/${id}/stop`), { class: "plain" });
    fill(
      told,
      make("progress", { "aria-label": "Documents taken in" }),
      make("div", { class: "row" }, make("p", { class: "quiet told" }), stop),
    );
  }
  const bar = find("progress", told);
  if (progress.total) {
    bar.max = progress.total;
    bar.value = progress.files;
  }
  fill(find("p", told), state === "waiting" ? "Waiting for its turn" : progressWords(progress));
}

/** "3 of 40 files, 812 passages, about 20 seconds left: report.pdf". */
export function progressWords({ files, total, passages, current, seconds_left: left }) {
  const time = left ? `, about ${count(Math.ceil(left), "second")} left` : "";
  const name = current ? `: ${short(current.split("/").at(-1), 80)}` : "";
  return `${files} of ${count(total, "file")}, ${count(passages, "passage")}${time}${name}`;
}

/** What happened to each file, one a line: in, already held, without a date, or unreadable and why. */
async function files({ added, replaced, unchanged, failed, warnings }) {
  const { documents } = await get("/api/documents");
  const undated = new Set(documents.filter(({ missing }) => missing.includes("date")).map((each) => each.path));
  const line = (file, sign, word) => [
    `${sign} ${short(file.split("/").at(-1), 120)}: ${word}`,
    undated.has(file) && ", needs a date",
    warnings.filter(({ path: of }) => of === file).map(({ warning }) => `; ${short(warning, 200)}`),
  ];
  const lines = [
    ...added.map((file) => line(file, "✓", "in")),
    ...replaced.map((file) => line(file, "✓", "replaced what was held")),
    ...unchanged.map((file) => line(file, "=", "already held")),
    ...failed.map(({ path: file, error }) => line(file, "✗", `unreadable: ${short(error, 300)}`)),
  ];
  return make(
    "details",
    { class: "each-file", open: lines.length <= MOST_SHOWN },
    make("summary", {}, `What happened to each of ${count(lines.length, "file")}`),
    make("ul", {}, lines.map((each) => make("li", { class: "told" }, each))),
  );
}

const MOST_SHOWN = 12; // lines; a longer list is opened by whoever wants it

function outcome({ added, replaced, unchanged, removed, failed }) {
  const parts = [
    [added, "added"],
    [replaced, "replaced"],
    [unchanged, "already held"],
    [removed, "removed"],
  ];
  const told = parts.filter(([paths]) => paths.length).map(([paths, word]) => `${paths.length} ${word}`);
  return [
    told.length > 0 && make("p", {}, `${told.join(", ")}.`),
    failed.length > 0 &&
      make(
        "ul",
        { class: "failures" },
        failed.map(({ path: name, error }) =>
          make("li", { class: "told" }, `Not taken in: ${short(name.split("/").at(-1))}: ${error}`),
        ),
      ),
  ];
}
