// What happened when: each row a verified quotation with its date, told in the text or that of publication.

import { get } from "./api.js";
import { CitationSet } from "./citations.js";
import { cited } from "./cited.js";
import { fill, make } from "./dom.js";
import { entitle, rename } from "./router.js";
import { count, spokenDate } from "./words.js";

export function timeline({ view, search, current }) {
  entitle("Timeline");
  const query = make("input", {
    type: "search",
    name: "q",
    value: search.get("q"),
    autocomplete: "off",
    maxlength: "500",
  });
  const found = make("div");
  const show = async () => {
    const wanted = query.value.trim();
    const address = wanted ? `?q=${encodeURIComponent(wanted)}` : "";
    rename(`/timeline${address}`);
    fill(found, make("p", { class: "waiting" }, "Looking"));
    try {
      const { rows } = await get(`/api/timeline${address}`);
      const set = new CitationSet(rows.map((each) => each.citation));
      if (current())
        fill(
          found,
          rows.length
            ? [
                make("p", { class: "quiet" }, `${count(rows.length, "dated passage")}.`),
                byYear(rows).map(([year, own]) =>
                  make(
                    "section",
                    { class: "year" },
                    make("h2", {}, year),
                    make(
                      "ol",
                      { class: "timeline" },
                      own.map((each) => row(each, set)),
                    ),
                  ),
                ),
              ]
            : make("p", { class: "quiet" }, wanted ? "No dated passage is about this." : "These papers tell no dates."),
        );
    } catch (error) {
      if (current()) fill(found, make("p", { class: "note", role: "alert" }, error.message));
    }
  };
  const form = make(
    "form",
    {
      class: "finder",
      role: "search",
      onsubmit: (event) => {
        event.preventDefault();
        show();
      },
    },
    make("label", { class: "field" }, make("span", { class: "label" }, "Only what is about"), query),
    make("button", { type: "submit" }, "Show"),
  );
  fill(
    view,
    make(
      "p",
      { class: "lede" },
      "Every row is a sentence of these papers, verified at its place, under the day, month or year that it tells of.",
    ),
    form,
    found,
  );
  return show();
}

/** The rows of each year under it, in order. */
function byYear(rows) {
  const years = new Map();
  for (const each of rows) {
    const year = each.date.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), each]);
  }
  return [...years];
}

const row = ({ date, basis, citation }, set) =>
  make(
    "li",
    {},
    make(
      "p",
      { class: "when" },
      make("time", { datetime: date }, spokenDate(date)),
      basis === "published" && make("small", {}, "date of publication"),
    ),
    cited(citation, set),
  );
