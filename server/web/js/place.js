// Whether a cited place is certain. If the words are no longer where they were, nothing is marked.

import { unitSpan } from "./offsets.js";

/** The span in UTF-16 units if the document has exactly the cited words there, else null. */
export function certainSpan(document, citation) {
  const span = unitSpan(document.text, citation.start, citation.end);
  if (!span) return null;
  const words = document.text.slice(span.from, span.to);
  if (citation.quote !== undefined && citation.quote !== null) return words === citation.quote ? span : null;
  return citation.check && fingerprint(words) !== citation.check ? null : span;
}

/** A link to the place that can tell whether the words there are still the same. */
export const linkTo = (citation) =>
  `/documents/${encodeURIComponent(citation.document_id)}` +
  (citation.quote ? `?check=${fingerprint(citation.quote)}` : "") +
  (Number.isInteger(citation.start) ? `#${citation.start}-${citation.end}` : "");

/** FNV-1a over the UTF-16 units, 32 bits, in hexadecimal: it tells changed words, it guards nothing. */
export function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
