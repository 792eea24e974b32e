// A menu beside the button that opens it; Esc and a press elsewhere close it, and the focus goes back to the button.

import { button, find, make } from "./dom.js";

/** A button that opens a menu; `items` gives its buttons and links anew each time. */
export function menuButton(label, name, items, attributes = {}) {
  const opener = button(label, () => openMenu(opener, name, items()), { "aria-expanded": "false", ...attributes });
  return opener;
}

function openMenu(opener, name, items) {
  const list = make("div", { popover: "auto", class: "menu", role: "group", "aria-label": name }, items);
  list.addEventListener("click", (event) => event.target.closest("a, button") && list.hidePopover());
  list.addEventListener("toggle", (event) => {
    opener.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") return;
    if (list.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
    list.remove();
  });
  opener.after(list);
  list.showPopover();
  const at = opener.getBoundingClientRect();
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${Math.max(8, Math.min(at.bottom + 4, innerHeight - list.offsetHeight - 8))}px`;
  find("button, a", list)?.focus();
}
