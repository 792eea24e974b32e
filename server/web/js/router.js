// Addresses of the page and what they show. Links to them are followed without loading the page again.

import { inAffair, withoutAffair } from "./base.js";
import { find } from "./dom.js";

const routes = [];
let leaveView = () => {};
let turn = 0;
let shown = null;
let tabs = "report-qa"; // what each title in the browser's tab ends in
let entitled = "report-qa";

/** Shows `view` at addresses of `pattern`, whose one group is its part. */
export const route = (pattern, view) => routes.push({ pattern, view });

/** Goes to an address of ours; the focus goes to the head of what is shown there, unless that takes it elsewhere. */
export function go(address) {
  history.pushState(null, "", inAffair(address));
  find("#heading").focus({ preventScroll: true });
  return show();
}

/** Names the address of what is already shown. */
export function rename(address) {
  history.replaceState(history.state, "", inAffair(address));
  shown = location.pathname + location.search;
  mark();
}

/** Shows what the address names, and from now on whatever is navigated to. */
export function start() {
  addEventListener("popstate", (event) => {
    // An opened source has an entry of its own in the history; going back from it only closes it.
    if (!document.dispatchEvent(new CustomEvent("history", { detail: event.state, cancelable: true }))) return;
    if (shown !== location.pathname + location.search) show();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
    if (link.getAttribute("href").startsWith("#") || !match(link.pathname)) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
  return show();
}

async function show() {
  const mine = (turn += 1);
  const { pathname, search } = location;
  shown = pathname + search;
  const found = match(pathname) ?? routes[0];
  leaveView();
  leaveView = () => {};
  mark();
  document.dispatchEvent(new CustomEvent("navigated"));
  const view = find("#view");
  view.className = "";
  view.replaceChildren();
  find("#scroller").scrollTop = 0;
  const part = found.pattern.exec(withoutAffair(pathname))?.[1];
  // What an abandoned view still brings is not shown: `current` tells it whether it was.
  const current = () => mine === turn;
  const left = await found.view({
    view,
    part: part && decoded(part),
    search: new URLSearchParams(search),
    current,
  });
  if (typeof left === "function") {
    if (current()) leaveView = left;
    else left();
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // Not what we wrote; the server knows nothing of it either.
  }
}

/** Marks the link to what is shown, among those of the left column. */
export function mark() {
  for (const link of document.querySelectorAll("#rail li a[href]")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function match(pathname) {
  const own = withoutAffair(pathname);
  return own === null ? undefined : routes.find(({ pattern }) => pattern.test(own));
}

/** Puts `title` at the head of the page and into the browser's tab. `below`: it stands in the view itself, so that the
    head keeps it for screen readers alone. */
export function entitle(title, below = false) {
  find("#heading").textContent = title;
  find("#heading").classList.toggle("below", below);
  entitled = title;
  document.title = title === "report-qa" ? tabs : `${title} – ${tabs}`;
}

/** Names the affair in the browser's tab, so that the tabs of several can be told apart. */
export function nameTabs(affair) {
  tabs = affair ? `${affair} – report-qa` : "report-qa";
  document.title = entitled === "report-qa" ? tabs : `${entitled} – ${tabs}`;
}
