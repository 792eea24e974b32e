// Where this page stands: the addresses of an affair begin with `/affairs/NAME`, those of the default one with nothing.
// Another affair is another page, loaded anew, so that nothing of one is ever kept for the other.

const AFFAIR = /^\/affairs\/[^/]+/;

export const BASE = AFFAIR.exec(location.pathname)?.[0] ?? "";

/** An address of ours as it is in this affair; one that names an affair stays as it is. */
export const inAffair = (address) => (address.startsWith("/") && !AFFAIR.test(address) ? BASE + address : address);

/** The part of an address that follows the affair; null if it is another affair's. */
export function withoutAffair(pathname) {
  if ((AFFAIR.exec(pathname)?.[0] ?? "") !== BASE) return null;
  return pathname.slice(BASE.length) || "/";
}
