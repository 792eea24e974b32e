// How dates, counts, sources and kinds are put into words.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const KINDS = {
  report: "Report",
  article: "Article",
  response: "Response",
  official: "Official paper",
  research: "Research",
  other: "Other",
};
const LONGEST_NAME = 160;

/** "2015-04-29" as people write it; also a year and month, or a year alone; "undated" where there is none. */
export function spokenDate(iso) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso ?? "");
  if (!parts) return iso ? short(iso) : "undated";
  const [, year, month, day] = parts;
  return [day && String(Number(day)), month && (MONTHS[Number(month) - 1] ?? month), year].filter(Boolean).join(" ");
}

/** A moment's day where there is little room: "today", "28 Nov", "28 Nov 2024". */
export function shortDay(iso) {
  const [day, now] = [new Date(iso), new Date()];
  if (day.toDateString() === now.toDateString()) return "today";
  const year = day.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...year });
}

export const spokenKind = (kind) => KINDS[kind] ?? short(kind ?? "Other");

/** "1 document", "1,204 passages". */
export const count = (number, thing) => `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;

/** What is missing of an answer: "anything by or about the mayor", where the answer says that there is nothing. */
export const missingWords = (missing) => missing.map((each) => short(each, 300).replace(/^nothing\b/, "anything")).join("; ");

/** A name cut to what a line can hold; nobody's title should fill the screen. */
export function short(text, longest = LONGEST_NAME) {
  const flat = String(text).replace(/\s+/g, " ").trim();
  return flat.length <= longest ? flat : `${flat.slice(0, longest).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** What a reader knows a source by: who published it, else its title, in quotation marks as a title is. */
export const sourceName = ({ publisher, title }) => (publisher ? short(publisher) : title ? `“${short(title)}”` : "an untitled document");

/** "CYP Now, 29 April 2015". */
export const sourceLine = (citation) => `${sourceName(citation)}, ${spokenDate(citation.date)}`;

/** "The report · CYP Now, 29 April 2015"; a work that nobody is known to have published is named once. */
export const titledSource = (citation) =>
  [citation.publisher && citation.title && short(citation.title), sourceLine(citation)].filter(Boolean).join(" · ");

/** "page 12 (PDF page 14)", "pages 3 to 4", "sheet “Costs”, cells A14:F14"; empty where the document has no pages. */
export function pageWords(citation) {
  const { page, page_end: last, page_label: label, cells } = citation;
  if (cells) return [label && `sheet “${short(label)}”`, `cell${cells.includes(":") ? "s" : ""} ${cells}`].filter(Boolean).join(", ");
  if (!page) return "";
  if (last && last !== page) return `pages ${page} to ${last}`;
  return label && label !== String(page) ? `page ${short(label, 12)} (PDF page ${page})` : `page ${page}`;
}

/** Who is heard: "An Ofsted spokesman, as CYP Now reports"; empty where nobody is named. */
export function speakerWords(citation) {
  if (!citation.speaker) return "";
  const via =
    citation.said_via && citation.said_via !== citation.speaker ? `, as ${short(citation.said_via)} reports` : "";
  const speaker = short(citation.speaker);
  return speaker[0].toUpperCase() + speaker.slice(1) + via;
}

/** The whole reference, as a footnote gives it. */
export function reference(citation) {
  const title = citation.title ? `“${short(citation.title, 300)}”` : null;
  const publisher = citation.publisher && citation.publisher !== citation.speaker ? short(citation.publisher) : null;
  return [speakerWords(citation), title, publisher, spokenDate(citation.date), pageWords(citation)]
    .filter(Boolean)
    .join(", ");
}

/** What else a reader should know of a citation, each in a few words. */
export function cautions(citation) {
  return [
    citation.text_type === "summary" && "Our summary; the source's own words are in the original.",
    citation.recognised && "Text recognised from a picture: check it against the page.",
    columns(citation),
    alsoIn(citation) && `${alsoIn(citation)}.`,
  ].filter(Boolean);
}

/** The cells of a table's row, each under its head; empty where its heads are not known. */
export function columns({ heads, quote }) {
  if (!heads) return "";
  const cells = quote.split(" | ");
  return heads.split(" | ").map((head, place) => cells[place]?.trim() && `${short(head, 80)}: ${short(cells[place], 80)}`).filter(Boolean).join(" · ");
}

const NAMED = 3; // sources that also say it, by name

/** "Also in The Herald, 2 March 2019 (not independent of it)"; empty where no other document says the same. */
export function alsoIn({ corroboration }) {
  const { documents = 0, independent = 0, also_in: sources = [] } = corroboration ?? {};
  if (!documents) return "";
  if (!sources.length) {
    const told = independent === documents ? "independent of it" : `${independent || "none"} of them independent`;
    return `Also in ${count(documents, "other document")}, ${told}`;
  }
  const named = sources.slice(0, NAMED).map((each) => short(each));
  if (sources.length > NAMED) named.push(`${sources.length - NAMED} more`);
  const told = independent === documents ? "independent of it" : `${independent || "not"} independent of it`;
  return `Also in ${[named.slice(0, -1).join("; "), named.at(-1)].filter(Boolean).join(" and ")} (${told})`;
}

/** Whether the text on the pages of a place, or on any where there is no place, was recognised from a picture. */
export function isRecognised({ extra, page, page_end: last }) {
  const ranges = (extra?.recognised_pages ?? "").match(/\d+(-\d+)?/g) ?? [];
  return ranges.some((range) => {
    const [from, to = from] = range.split("-").map(Number);
    return !page || (from <= (last ?? page) && page <= to);
  });
}

export const today = () => spokenDate(new Date().toLocaleDateString("sv-SE"));

/** Who is heard in a citation, where it is not the publisher's own voice: "An Ofsted spokesman"; "" where it is. */
export function said({ speaker, publisher, text_type: type }) {
  if (!speaker || speaker === publisher || type === "summary") return "";
  const name = short(speaker);
  return name[0].toUpperCase() + name.slice(1);
}

/** The text of a sentence with the party that is heard named once, where its lead-in begins with that party itself. */
export function namedOnce(text, citation) {
  const led = citation ? leadIn(citation) : "";
  const at = led ? text.indexOf(led) : -1;
  const opening = at > 0 ? text.slice(0, at).trim().replace(/:$/, "").toLowerCase() : "";
  return opening && led.toLowerCase().startsWith(opening) ? text.slice(at) : text;
}

/** The lead-in that the server writes before the words of a citation: "Jo Hill, in The Herald, 3 May 2021:". `notes`:
    what our summary says of the papers themselves. */
export function leadIn({ speaker, said_via: via, author, publisher, title, date, text_type: type }, notes = false) {
  const source = `${publisher ?? (title ? `“${title}”` : "an untitled document")}, ${spokenDate(date)}`;
  if (type === "summary") return `Our summary of ${source}${notes ? ", notes" : ""}:`;
  if (!speaker || speaker === publisher) return `${source}:`;
  if (via === null && speaker !== author) return `${speaker}, ${source}:`;
  return `${via === null ? speaker : speaker[0].toUpperCase() + speaker.slice(1)}, in ${source}:`;
}
