// Runs before anything is drawn, so that a chosen theme or a folded column never flashes the other.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  const width = localStorage.getItem("source-width");
  if (width) document.documentElement.style.setProperty("--source", `${Number(width)}px`);
} catch {
  // Storage is switched off; the defaults do.
}
