// A document as a page of its own, opened at the passage that its address names: /documents/ID#start-end.

import { documentOf } from "./documents.js";
import { fill } from "./dom.js";
import { drawReader } from "./reader.js";
import { entitle } from "./router.js";
import { short } from "./words.js";

export function documentPage({ view, part, search, current }) {
  entitle("Document");
  view.classList.add("document");
  const draw = () => {
    const [, start, end] = /^#(\d+)-(\d+)$/.exec(location.hash) ?? [];
    const place = start === undefined ? {} : { start: Number(start), end: Number(end), check: search.get("check") };
    fill(view, drawReader({ document_id: part, ...place }, { whole: true }).element);
  };
  draw();
  documentOf(part).then(
    (document) => current() && entitle(short(document.title ?? document.path)),
    () => {},
  );
  addEventListener("hashchange", draw);
  return () => removeEventListener("hashchange", draw);
}
