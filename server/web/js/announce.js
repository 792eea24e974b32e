// What a screen reader is told without being asked: that an answer has begun and that it is finished, no more.

const live = () => document.getElementById("live");

export function announce(text) {
  // The same words twice are announced only if the region was empty in between.
  live().textContent = "";
  requestAnimationFrame(() => {
    live().textContent = text;
  });
}
