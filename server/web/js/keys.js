// The keys of the whole page, each listed in the help that `?` opens.

import { withoutAffair } from "./base.js";
import { inDialog } from "./dialogs.js";
import { find, make } from "./dom.js";
import { go } from "./router.js";

const KEYS = [
  ["/", "search the papers for words"],
  ["n", "begin a new conversation"],
  ["j, k", "to the next or the previous citation"],
  ["Enter", "in the question box: ask; on a citation: open its source"],
  ["Shift and Enter", "begin a new line of the question"],
  ["↑", "in the empty question box: the question before"],
  ["→, ←", "in the text of a source: select the next or the previous sentence, with Shift one more; Enter keeps them"],
  ["Esc", "close the source, a card or a menu"],
  ["?", "this list"],
];

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || find("dialog[open], :popover-open")) return;
    const act = { "/": toSearch, n: () => go("/"), j: () => step(1), k: () => step(-1), "?": help }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  find("#keys").addEventListener("click", help);
}

function toSearch() {
  if (withoutAffair(location.pathname) === "/search") find("[name=q]")?.focus();
  else go("/search");
}

/** The focus to the next citation after the one that has it, or to the first that is in sight. */
function step(by) {
  const chips = [...document.querySelectorAll("#view .chip")].filter((chip) => chip.checkVisibility());
  const top = find("#scroller").getBoundingClientRect().top;
  const here = chips.indexOf(document.activeElement);
  const seen = chips.findIndex((chip) => chip.getBoundingClientRect().top >= top);
  const wanted = here >= 0 ? here + by : by > 0 ? seen : seen - 1;
  chips.at(Math.max(0, Math.min(wanted, chips.length - 1)))?.focus({ focusVisible: true });
}

const help = () =>
  inDialog({
    title: "Keys",
    body: make(
      "dl",
      { class: "keys" },
      KEYS.map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does))),
    ),
    act: null,
  });
