// Whether the server answers: while it does not, a banner says so and it is asked again and again.

import { watchServer } from "./api.js";
import { find } from "./dom.js";

const EVERY = 2000; // milliseconds between one try and the next

let gone = false;

/** Watches all requests; `back` is called when the server answers again. */
export function watchHealth(back) {
  const banner = find("#banner");
  const retry = async () => {
    try {
      await fetch("/healthz", { cache: "no-store" });
      returned();
    } catch {
      setTimeout(retry, EVERY);
    }
  };
  const returned = () => {
    if (!gone) return;
    gone = false;
    banner.hidden = true;
    back();
  };
  watchServer((answers) => {
    if (answers) return returned();
    if (gone) return;
    gone = true;
    banner.textContent = "The server does not answer. It is asked again every two seconds; what you typed is kept.";
    banner.hidden = false;
    setTimeout(retry, EVERY);
  });
}
