// The API counts code points, JavaScript counts UTF-16 units: "🙂" is one of the first and two of the second.

const BEYOND = /[\ud800-\udbff][\udc00-\udfff]/;

/** The place in UTF-16 units of each of `points`, which count code points and ascend. */
export function toUnits(text, points) {
  if (!BEYOND.test(text)) return points.slice();
  const found = [];
  let units = 0;
  let passed = 0;
  for (const point of points) {
    while (passed < point && units < text.length) {
      units += text.codePointAt(units) > 0xffff ? 2 : 1;
      passed += 1;
    }
    found.push(passed === point ? units : Infinity);
  }
  return found;
}

/** How many code points `text` has. */
export function pointsOf(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The UTF-16 span of the code points from `start` to `end`, or null where the text has no such span. */
export function unitSpan(text, start, end) {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start) return null;
  const [from, to] = toUnits(text, [start, end]);
  return to <= text.length ? { from, to } : null;
}

/** One span of code points as the API has it, or several, or none, as spans in UTF-16 units that ascend. */
export function spansIn(text, spans) {
  const listed = Array.isArray(spans?.[0]) ? spans : spans ? [spans] : [];
  return listed
    .map(([start, end]) => unitSpan(text, start, end))
    .filter(Boolean)
    .sort((one, other) => one.from - other.from);
}
