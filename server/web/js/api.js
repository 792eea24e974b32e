// The server, asked over its API. An error is either what the server said or that it did not answer.

import { inAffair } from "./base.js";
import { readEvents } from "./events.js";

/** What the server refused, in its own words. */
export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Nobody answered at all. */
export class ServerGone extends Error {
  constructor() {
    super("The server does not answer. It may have been stopped; what you typed is kept.");
  }
}

const watchers = new Set();

/** Calls `told` with true after each answer and false whenever nobody answers. */
export const watchServer = (told) => watchers.add(told);

let askForKey = () => {};

/** Calls `ask` whenever the server wants a key. */
export const whenKeyIsNeeded = (ask) => (askForKey = ask);

export const get = (path, signal) => request("GET", path, { signal });
export const send = (method, path, body) => request(method, path, { body });

/** Puts a question; `on` is told each event by name as it comes. Ends when the answer is whole, and revised where a
    model is asked. */
export async function ask(question, on, signal) {
  const response = await reach("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(question),
    signal,
  });
  if (!response.ok) throw await refusal(response);
  let whole = false;
  try {
    for await (const { name, data } of readEvents(response.body)) {
      if (name === "error") throw new ApiError(200, data.error.code, data.error.message);
      whole ||= name === "answer";
      on(name, data);
    }
  } catch (error) {
    if (error instanceof ApiError || error.name === "AbortError") throw error;
    tell(false);
    throw new ServerGone();
  }
  if (!whole) {
    tell(false);
    throw new ServerGone();
  }
}

/** The first of an address's parts made safe, the rest of it as it is. */
export const path = (parts, ...values) =>
  String.raw({ raw: parts }, ...values.map((value) => encodeURIComponent(value)));

async function request(method, address, { body, signal } = {}) {
  const form = body instanceof FormData;
  const headers = body === undefined || form ? {} : { "Content-Type": "application/json" };
  const response = await reach(address, { method, headers, signal, body: form ? body : JSON.stringify(body) });
  if (!response.ok) throw await refusal(response);
  return response.status === 204 ? null : response.json();
}

async function reach(address, options) {
  let response;
  try {
    response = await fetch(inAffair(address), { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    tell(false);
    throw new ServerGone();
  }
  tell(true);
  return response;
}

async function refusal(response) {
  let said = null;
  try {
    said = (await response.json()).error;
  } catch {
    // Not our own JSON: a proxy between us and the server may have answered.
  }
  if (said?.code === "no_key") askForKey();
  return new ApiError(
    response.status,
    said?.code ?? "unknown",
    said?.message ?? `The server answered ${response.status}.`,
  );
}

function tell(answers) {
  for (const told of watchers) told(answers);
}
