// The timeline as a picture: an axis of time, a lane for each voice, a mark for each row of the list below it. A label of
// the axis, or a stretch drawn over with the mouse, chooses the time that is shown.

import { drawing } from "./dom.js";
import { DAY, momentOf, ticks } from "./calendar.js";
import { short, sourceName, spokenDate } from "./words.js";

const LANES = 8; // the voices that are heard most; the others share a lane
const WIDTH = 960;
const LEFT = 190; // for the names of the lanes
const RIGHT = 20;
const LANE = 34;
const HEAD = 36;
const SHORTEST = 8; // units of the drawing; a shorter stretch was a press that slipped

const voiceOf = ({ citation }) => citation.speaker ?? sourceName(citation);

/** The picture of `rows`, which are in order of date; `idOf` names the list's element of a row. `span` is the time from
    `from` to `to`, in milliseconds, that was chosen; without it the rows' own is shown. `choose` is told of another. */
export function drawAxis(rows, idOf, span, choose) {
  const counted = new Map();
  for (const row of rows) counted.set(voiceOf(row), (counted.get(voiceOf(row)) ?? 0) + 1);
  const most = [...counted].sort((one, other) => other[1] - one[1]).slice(0, LANES).map(([name]) => name);
  const lanes = counted.size > most.length ? [...most, "others"] : most;
  const first = span?.from ?? momentOf(rows[0].date);
  const last = span ? span.to + DAY : Math.max(momentOf(rows.at(-1).date), first + 30 * DAY);
  const wide = WIDTH - LEFT - RIGHT - 20;
  const x = (moment) => LEFT + 10 + ((moment - first) / (last - first)) * wide;
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
  const drawn = drawing(
    "svg",
    { class: "axis", viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": `Picture of the ${rows.length} rows below: ${lanes.map((name) => short(name, 40)).join(", ")}` },
    ticks(first, last).map((each) => [
      drawing("line", { x1: x(each.from), x2: x(each.from), y1: HEAD - 8, y2: height, class: "tick-line" }),
      tick(each, x, choose),
    ]),
    lanes.map((name, lane) => [
      drawing("line", { x1: 0, x2: WIDTH, y1: HEAD + lane * LANE, y2: HEAD + lane * LANE, class: "lane-line" }),
      drawing("text", { x: 0, y: HEAD + lane * LANE + LANE / 2 + 4, class: "lane-label" }, short(name, 26)),
    ]),
    marks,
  );
  drawOver(drawn, height, (from, to) => choose({ from: first + ((from - LEFT - 10) / wide) * (last - first), to: first + ((to - LEFT - 10) / wide) * (last - first) }));
  return drawn;
}

/** The label of a stretch of the axis; one that can be shown by itself is a button. */
function tick({ from, to, label, name }, x, choose) {
  const text = drawing("text", { x: x(from) + 4, y: HEAD - 13, class: "tick-label" }, label);
  if (!name) return text;
  const made = drawing(
    "g",
    { class: "tick", role: "button", tabindex: "0", "aria-label": `Show ${name} alone` },
    drawing("rect", { x: x(from), y: 0, width: Math.max(24, x(to + DAY) - x(from)), height: HEAD - 4, rx: 3 }),
    text,
  );
  const press = () => choose({ from, to });
  made.addEventListener("click", press);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
  return made;
}

/** Lets a stretch of the lanes be drawn over with the mouse; `choose` is given where it begins and ends. */
function drawOver(svg, height, choose) {
  const across = (event) => Math.min(WIDTH - RIGHT, Math.max(LEFT, new DOMPoint(event.clientX, 0).matrixTransform(svg.getScreenCTM().inverse()).x));
  const stretch = drawing("rect", { class: "stretch", y: HEAD, height: height - HEAD, width: 0, x: LEFT });
  let begun = null;
  const ends = (event) => [begun, across(event)].sort((one, other) => one - other);
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button || event.target.closest(".tick, a")) return;
    begun = across(event);
    svg.setPointerCapture(event.pointerId);
    svg.append(stretch);
  });
  svg.addEventListener("pointermove", (event) => {
    if (begun === null) return;
    const [from, to] = ends(event);
    stretch.setAttribute("x", from);
    stretch.setAttribute("width", to - from);
  });
  svg.addEventListener("pointerup", (event) => {
    if (begun === null) return;
    const [from, to] = ends(event);
    begun = null;
    stretch.remove();
    if (to - from >= SHORTEST) choose(from, to);
  });
}
