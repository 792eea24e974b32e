// Elements are made here. Text goes in as text, so nothing that a document or a person wrote is read as markup,
// and an address is used only if it is ours or the web's.

import { inAffair } from "./base.js";

/** An element with its attributes, its listeners (names in `on…`) and its children; what is null is left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "href" || name === "src") setAddress(element, name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

/** An element of a drawing (SVG) with its attributes and children; an address leads within the page. */
export function drawing(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== "href" || /^#[\w-]+$/.test(value)) element.setAttribute(name, String(value));
  }
  element.append(...present(children));
  return element;
}

/** A button that submits nothing. */
export function button(label, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, label);
}

/** Puts `children` in place of whatever `element` holds. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
  return element;
}

/** The address if it leads to the web, null if it is a script, data or anything else. */
export function webAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

export const find = (selector, within = document) => within.querySelector(selector);

const present = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");

function setAddress(element, name, value) {
  const own = /^(\/(?!\/)|#)/.test(value);
  const address = own ? inAffair(value) : webAddress(value);
  if (address) element.setAttribute(name, address);
}
