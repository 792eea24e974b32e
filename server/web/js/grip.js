// The left edge of the source column, to be dragged or moved with the arrow keys.

import { make } from "./dom.js";
import { remember } from "./kept.js";

const NARROWEST = 320; // pixels
const WIDEST = 0.7; // of the window
const STEP = 24;

export function drawGrip(panel) {
  const width = () => Math.round(panel.getBoundingClientRect().width);
  const widen = (wanted) => {
    const pixels = Math.round(Math.min(Math.max(wanted, NARROWEST), innerWidth * WIDEST));
    document.documentElement.style.setProperty("--source", `${pixels}px`);
    edge.setAttribute("aria-valuenow", String(pixels));
    remember("source-width", String(pixels));
  };
  const edge = make("div", {
    id: "width-grip",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "vertical",
    "aria-label": "Width of the source",
    "aria-valuemin": NARROWEST,
    "aria-valuemax": Math.round(innerWidth * WIDEST),
    "aria-valuenow": width(),
    onpointerdown: (event) => edge.setPointerCapture(event.pointerId),
    onpointermove: (event) => edge.hasPointerCapture(event.pointerId) && widen(innerWidth - event.clientX),
    onkeydown: (event) => {
      const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
      if (by) widen(width() + by);
    },
  });
  return edge;
}
