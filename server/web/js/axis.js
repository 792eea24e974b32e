// The timeline as a picture: an axis of time, a lane for each voice, a mark for each row of the list below it.

import { drawing } from "./dom.js";
import { short, sourceName, spokenDate } from "./words.js";

const LANES = 8; // the voices that are heard most; the others share a lane
const WIDTH = 960;
const LEFT = 190; // for the names of the lanes
const RIGHT = 20;
const LANE = 34;
const HEAD = 30;
const DAY = 86_400_000; // milliseconds

/** The moment of an ISO date; of a month or a year, its middle. */
export function momentOf(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  if (day) return Date.UTC(year, month - 1, day);
  return month ? Date.UTC(year, month - 1, 15) : Date.UTC(year, 6, 1);
}

const voiceOf = ({ citation }) => citation.speaker ?? sourceName(citation);

/** The picture of `rows`, which are in order of date; `idOf` names the list's element of a row. */
export function drawAxis(rows, idOf) {
  const counted = new Map();
  for (const row of rows) counted.set(voiceOf(row), (counted.get(voiceOf(row)) ?? 0) + 1);
  const most = [...counted].sort((one, other) => other[1] - one[1]).slice(0, LANES).map(([name]) => name);
  const lanes = counted.size > most.length ? [...most, "others"] : most;
  const first = momentOf(rows[0].date);
  const last = Math.max(momentOf(rows.at(-1).date), first + 30 * DAY);
  const x = (moment) => LEFT + 10 + ((moment - first) / (last - first)) * (WIDTH - LEFT - RIGHT - 20);
  const height = HEAD + lanes.length * LANE + 4;
  const taken = new Map();
  const marks = rows.map((row, number) => {
    const lane = Math.max(0, most.includes(voiceOf(row)) ? most.indexOf(voiceOf(row)) : lanes.length - 1);
    const across = x(momentOf(row.date));
    const place = `${lane} ${Math.round(across / 9)}`;
    const stacked = taken.get(place) ?? 0;
    taken.set(place, stacked + 1);
    // Those of one time stand beside each other, above and below the middle of their lane in turn.
    const down = HEAD + lane * LANE + LANE / 2 + (stacked % 2 ? 1 : -1) * Math.min(Math.ceil(stacked / 2) * 4.5, LANE / 2 - 6);
    return drawing(
      "a",
      { href: `#${idOf(row, number)}`, tabindex: "-1" },
      drawing("title", {}, `${spokenDate(row.date)}: ${short(row.citation.quote, 140)}`),
      drawing("circle", { cx: across.toFixed(1), cy: Math.max(HEAD + 4, down).toFixed(1), r: 4.5, class: row.basis }),
    );
  });
  return drawing(
    "svg",
    { class: "axis", viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": `Picture of the ${rows.length} rows below: ${lanes.map((name) => short(name, 40)).join(", ")}` },
    ticks(first, last).map(({ moment, label }) => [
      drawing("line", { x1: x(moment), x2: x(moment), y1: HEAD - 6, y2: height, class: "tick-line" }),
      drawing("text", { x: x(moment) + 4, y: HEAD - 10, class: "tick-label" }, label),
    ]),
    lanes.map((name, lane) => [
      drawing("line", { x1: 0, x2: WIDTH, y1: HEAD + lane * LANE, y2: HEAD + lane * LANE, class: "lane-line" }),
      drawing("text", { x: 0, y: HEAD + lane * LANE + LANE / 2 + 4, class: "lane-label" }, short(name, 26)),
    ]),
    marks,
  );
}

/** The beginnings of years within the time shown, or of months where it is short; few enough to be read. */
function ticks(first, last) {
  const years = (last - first) / (365 * DAY);
  const [from, to] = [new Date(first), new Date(last)];
  const found = [];
  if (years < 2) {
    const step = years < 0.7 ? 1 : 3;
    for (let at = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1); at <= last; ) {
      const date = new Date(at);
      if (at >= first) found.push({ moment: at, label: date.toLocaleDateString("en-GB", { month: "short", year: "numeric", timeZone: "UTC" }) });
      at = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step, 1);
    }
    return found;
  }
  const step = Math.max(1, Math.ceil(years / 12));
  for (let year = from.getUTCFullYear() + 1; year <= to.getUTCFullYear(); year += step)
    found.push({ moment: Date.UTC(year, 0, 1), label: String(year) });
  return found;
}
