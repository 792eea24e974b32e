// What a screen reader is told without being asked: that an answer, a briefing or the taking in of documents has begun,
// and what came of it; never how far it is in between.

const live = () => document.getElementById("live");

export function announce(text) {
  // The same words twice are announced only if the region was empty in between.
  live().textContent = "";
  requestAnimationFrame(() => {
    live().textContent = text;
  });
}
