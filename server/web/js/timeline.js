// What happened when: each row a verified quotation with its date, told in the text or that of publication.

import { announce } from "./announce.js";
import { get } from "./api.js";
import { drawAxis } from "./axis.js";
import { beside, inDays, isWithin, reachesOut, spanWords } from "./calendar.js";
import { CitationSet } from "./citations.js";
import { cited } from "./cited.js";
import { drawFilters, filtered, whenFiltered } from "./filters.js";
import { button, fill, find, make } from "./dom.js";
import { entitle, rename } from "./router.js";
import { count, spokenDate } from "./words.js";

export function timeline({ view, search, current }) {
  entitle("Timeline");
  view.classList.add("wide");
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
    rename(wanted ? `/timeline?q=${encodeURIComponent(wanted)}` : "/timeline");
    fill(found, make("p", { class: "waiting" }, "Looking"));
    try {
      const { rows } = await get(`/api/timeline?${filtered({ published: "true", ...(wanted && { q: wanted }) })}`);
      if (!current()) return;
      if (rows.length) fill(found, period(rows));
      else fill(found, make("p", { class: "quiet" }, wanted ? "No dated passage is about this." : "These papers tell no dates."));
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
    make("div", { class: "restrictions" }, drawFilters()),
    found,
  );
  whenFiltered(found, show);
  return show();
}

/** The picture and the list of the rows, with the choice of a period and of events alone. */
function period(rows) {
  const years = [...new Set(rows.map(({ date }) => date.slice(0, 4)))];
  const shown = make("div");
  let span = null; // the time that was chosen in the picture
  const anew = () => {
    span = null;
    show();
  };
  const choice = (label, value) =>
    make(
      "label",
      { class: "field" },
      make("span", { class: "label" }, label),
      make("select", { onchange: anew }, years.map((year) => make("option", { value: year, selected: year === value }, year))),
    );
  const [from, to] = [choice("From", years[0]), choice("To", years.at(-1))];
  const told = rows.some(({ basis }) => basis === "told");
  const events = make("input", { type: "checkbox", checked: told, onchange: () => show() });
  const closer = make("div", { class: "row closer", role: "group", "aria-label": "The time shown" });
  const choose = (wanted) => {
    span = wanted && inDays(wanted);
    show();
    announce(span ? `${spanWords(span)}. ${find(".counted", shown).textContent}` : "The whole time is shown.");
    (find("button:last-child", closer) ?? find(".tick", shown))?.focus();
  };
  const show = () => {
    const [low, high] = [find("select", from).value, find("select", to).value].sort();
    const wanted = rows.filter(({ basis }) => !events.checked || basis === "told");
    const chosen = wanted.filter(({ date }) => (span ? isWithin(date, span) : date.slice(0, 4) >= low && date.slice(0, 4) <= high));
    const loose = span ? wanted.filter(({ date }) => reachesOut(date, span)).length : 0;
    fill(
      closer,
      span && [
        make("b", {}, spanWords(span)),
        button("Earlier", () => choose(beside(span, -1)), { class: "plain" }),
        button("Later", () => choose(beside(span, 1)), { class: "plain" }),
        button("Show the whole time", () => choose(null), { class: "plain" }),
      ],
    );
    closer.hidden = !span;
    fill(shown, listed(chosen, loose, span, choose));
  };
  show();
  return [
    make("div", { class: "row period" }, from, to, make("label", { class: "tick" }, events, "Only events, not publications")),
    closer,
    shown,
  ];
}

const idOf = (row, number) => `row-${number}`;

/** `loose`: how many are dated by a month or a year of which only a part is shown. */
function listed(rows, loose, span, choose) {
  const set = new CitationSet(rows.map(({ citation }, number) => ({ ...citation, marker: number + 1 })));
  const numbered = rows.map((each, number) => ({ ...each, number, citation: set.list[number] }));
  const beyond = loose > 0 && ` ${loose.toLocaleString("en-GB")} more ${loose === 1 ? "is" : "are"} dated no closer than by a longer time.`;
  const counted = rows.length ? `${count(rows.length, "dated passage")}.` : "Nothing is dated then.";
  return [
    make("p", { class: "quiet counted" }, counted, beyond, rows.length > 0 && " ● an event, ○ a publication."),
    (rows.length > 1 || (span && rows.length > 0)) && [
      make("div", { class: "picture" }, drawAxis(rows, idOf, span, choose)),
      make("p", { class: "quiet" }, "Press a year or a month over the picture, or draw over a stretch of it, to see that time alone."),
    ],
    byYear(numbered).map(([year, own]) =>
      make("section", { class: "year" }, make("h2", {}, year), make("ol", { class: "timeline" }, own.map((each, place) => row(each, set, own[place - 1])))),
    ),
  ];
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

const row = ({ date, basis, citation, number }, set, before) =>
  make(
    "li",
    { id: idOf(null, number), tabindex: "-1" },
    make(
      "p",
      { class: before?.date === date ? "when again" : "when" },
      make("time", { datetime: date }, spokenDate(date)),
      basis === "published" && make("small", {}, "date of publication"),
    ),
    cited(citation, set),
  );
