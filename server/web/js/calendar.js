// Days, months and years as moments, for an axis of time. A span is from the first of its days to the last, in UTC.

import { spokenDate } from "./words.js";

export const DAY = 86_400_000; // milliseconds
const YEARS_FROM = 800; // days; a longer time is told in years, and one of less than MONTHS_FROM in days
const MONTHS_FROM = 70;

/** The moment of an ISO date; of a month or a year, its middle. */
export function momentOf(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  if (day) return Date.UTC(year, month - 1, day);
  return month ? Date.UTC(year, month - 1, 15) : Date.UTC(year, 6, 1);
}

const isoOf = (moment) => new Date(moment).toISOString().slice(0, 10);
const monthOf = (moment, more = 0) => Date.UTC(new Date(moment).getUTCFullYear(), new Date(moment).getUTCMonth() + more, 1);

/** The whole days that a stretch of time touches. */
export const inDays = ({ from, to }) => ({ from: Math.floor(from / DAY) * DAY, to: Math.floor(to / DAY) * DAY });

/** Whether all of a date lies within a span: a month or a year does where its first and its last day do. */
export function isWithin(iso, { from, to }) {
  const [year, month, day] = iso.split("-").map(Number);
  const begins = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const ends = day ? begins : month ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31);
  return from <= begins && ends <= to;
}

/** Whether a date has a day within a span, and others beside it: a year of which a month is shown. */
export const reachesOut = (iso, span) =>
  !isWithin(iso, span) && [span.from, span.to].some((moment) => isoOf(moment).startsWith(iso));

/** How many whole months a span is; 0 where it is none. */
function months({ from, to }) {
  if (monthOf(from) !== from || monthOf(to + DAY) !== to + DAY) return 0;
  const [first, next] = [new Date(from), new Date(to + DAY)];
  return (next.getUTCFullYear() - first.getUTCFullYear()) * 12 + next.getUTCMonth() - first.getUTCMonth();
}

/** A span in words: "2015", "March 2015", "12 March 2015 to 3 June 2015". */
export function spanWords(span) {
  const [from, to] = [isoOf(span.from), isoOf(span.to)];
  if (from === to) return spokenDate(from);
  const whole = months(span);
  if (whole === 1) return spokenDate(from.slice(0, 7));
  if (whole === 12 && from.endsWith("-01-01")) return from.slice(0, 4);
  if (whole % 12 === 0 && whole && from.endsWith("-01-01")) return `${from.slice(0, 4)} to ${to.slice(0, 4)}`;
  return whole ? `${spokenDate(from.slice(0, 7))} to ${spokenDate(to.slice(0, 7))}` : `${spokenDate(from)} to ${spokenDate(to)}`;
}

/** The span as long as this one that lies before it (`step` -1) or after it (1). */
export function beside(span, step) {
  const whole = months(span);
  if (whole) return { from: monthOf(span.from, step * whole), to: monthOf(span.to + DAY, step * whole) - DAY };
  const long = span.to - span.from + DAY;
  return { from: span.from + step * long, to: span.to + step * long };
}

/** The stretches of the axis from `first` to `last`: years, months or days, few enough to be read; those that can be
    shown by themselves have a `name`. */
export function ticks(first, last) {
  const days = (last - first) / DAY;
  if (days > YEARS_FROM) return years(first, last, Math.max(1, Math.ceil(days / 365 / 18)));
  if (days > MONTHS_FROM) return stretches(first, last, monthOf(first), days > 400 ? 3 : 1);
  const step = Math.max(1, Math.ceil(days / 10)) * DAY;
  const found = [];
  for (let from = Math.ceil(first / DAY) * DAY; from < last; from += step)
    found.push({ from, to: from + step - DAY, label: labelled(from, { day: "numeric", month: "short" }) });
  return found;
}

const labelled = (moment, as) => new Date(moment).toLocaleDateString("en-GB", { ...as, timeZone: "UTC" });

function years(first, last, step) {
  const found = [];
  for (let year = new Date(first).getUTCFullYear() + 1; Date.UTC(year, 0, 1) < last; year += step) {
    const span = { from: Date.UTC(year, 0, 1), to: Date.UTC(year + step, 0, 0) };
    found.push({ ...span, label: String(year), name: spanWords(span) });
  }
  return found;
}

function stretches(first, last, begin, step) {
  const found = [];
  for (let from = begin < first ? monthOf(begin, 1) : begin; from < last; from = monthOf(from, step)) {
    const span = { from, to: monthOf(from, step) - DAY };
    const year = !found.length || new Date(from).getUTCMonth() < step ? { year: "numeric" } : {};
    found.push({ ...span, label: labelled(from, { month: "short", ...year }), name: spanWords(span) });
  }
  return found;
}
