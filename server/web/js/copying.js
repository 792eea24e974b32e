// Taking words away with where they come from: as rich text and as plain text at once.

import { button, make, webAddress } from "./dom.js";
import { namedOnce, reference, spokenDate, today } from "./words.js";

const SHOWN = 1600; // milliseconds that a button says what it has done

/** The cited words and their reference, for the clipboard. */
export function quoteWithCitation(citation) {
  const ours = citation.text_type === "summary";
  const words = ours ? `Our summary: ${citation.quote}` : `“${citation.quote}”`;
  const where = reference(citation);
  const address = webAddress(citation.url);
  return {
    plain: `${words}\n${where}${address ? `, ${address}` : ""}`,
    rich: make("div", {}, make(ours ? "p" : "blockquote", {}, words), make("p", {}, linked(where, address))),
  };
}

/** The answer with a footnote for each of its citations. */
export function answerWithFootnotes(answer) {
  const notes = answer.citations.map((citation) => ({
    marker: citation.marker,
    where: reference(citation),
    address: webAddress(citation.url),
  }));
  const checked = verification(answer);
  const paragraphs = answer.sentences.map(({ text, worded, citations: markers }) => {
    const first = answer.citations.find(({ marker }) => marker === markers[0]);
    return [worded && "Worded by the model:", namedOnce(text, first), markers.map((marker) => `[${marker}]`).join("")].filter(Boolean).join(" ");
  });
  const warnings = answer.warnings.map((warning) => `Note: ${warning}`);
  const plain = [
    answer.question,
    ...paragraphs,
    ...warnings,
    notes.map(({ marker, where, address }) => `[${marker}] ${where}${address ? `, ${address}` : ""}`).join("\n"),
    notes.length ? checked : "",
  ];
  const rich = make(
    "div",
    {},
    make("p", {}, make("b", {}, answer.question)),
    paragraphs.map((paragraph) => make("p", {}, raised(paragraph))),
    warnings.map((warning) => make("p", {}, make("i", {}, raised(warning)))),
    notes.map(({ marker, where, address }) =>
      make("p", {}, make("sup", {}, String(marker)), " ", linked(where, address)),
    ),
    notes.length > 0 && make("p", {}, checked),
  );
  return { plain: plain.filter(Boolean).join("\n\n"), rich };
}

/** On which day the quotations were compared with their sources: that of the answer, or today's where it was opened by
    its link, which compares them again. */
function verification({ citations, created_at: given, checked }) {
  const quoted = citations.some((citation) => citation.text_type === "original");
  const day = checked ? today() : spokenDate(given.slice(0, 10));
  const fallen = (checked ?? []).filter(({ status }) => status !== "holds").map(({ marker }) => `[${marker}]`);
  const but = fallen.length ? `; no longer at their place: ${fallen.join(", ")}` : "";
  const words = quoted ? "Quotations compared with our copies on" : "Wording compared with our summaries on";
  return `${words} ${day}${but}.`;
}

/** A button that copies what `content` gives and says so for a moment. */
export function copyButton(label, content) {
  const made = button(label, async () => {
    const worked = await copy(content());
    made.textContent = worked ? "Copied" : "Not copied: the browser refused";
    setTimeout(() => (made.textContent = label), SHOWN);
  });
  return made;
}

/** Copies at once; gives what to say of it. */
export const copyNow = async (content) => ((await copy(content)) ? "Copied." : "Not copied: the browser refused.");

/** Puts both forms on the clipboard; says whether it worked. */
async function copy({ plain, rich }) {
  const html = rich ? rich.outerHTML : null;
  try {
    const forms = { "text/plain": new Blob([plain], { type: "text/plain" }) };
    if (html) forms["text/html"] = new Blob([html], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(forms)]);
    return true;
  } catch {
    return copyTheOldWay(plain, html);
  }
}

// A page that is not served over TLS from another machine has no `navigator.clipboard`.
function copyTheOldWay(plain, html) {
  const give = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", plain);
    if (html) event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", give, { once: true });
  const worked = document.execCommand("copy");
  document.removeEventListener("copy", give);
  return worked;
}

const raised = (text) =>
  text.split(/(\[\d+\])/).map((part) => (/^\[\d+\]$/.test(part) ? make("sup", {}, part.slice(1, -1)) : part));

const linked = (where, address) => (address ? [`${where}, `, make("a", { href: address }, address)] : where);
