// Whole documents as the server holds them, kept while they are being read.

import { get, path } from "./api.js";

const KEPT = 12;
const kept = new Map();

/** The document with its text; fetched once while it is among the last that were asked for. */
export function documentOf(id) {
  const known = kept.get(id);
  kept.delete(id);
  const wanted = known ?? get(path`/api/documents/${id}`);
  kept.set(id, wanted);
  if (!known) wanted.catch(() => kept.delete(id));
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return wanted;
}

/** Forgets what was fetched: the library has changed. */
export const forgetDocuments = () => kept.clear();
