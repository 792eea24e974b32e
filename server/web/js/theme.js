// Light, dark, or as the system has it.

import { recall, remember } from "./kept.js";

const THEMES = ["system", "light", "dark"];

/** Makes `control` switch between the themes. */
export function offerThemes(control) {
  let theme = recall("theme") ?? "system";
  const show = () => {
    control.textContent = `Theme: ${theme}`;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  control.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    remember("theme", theme === "system" ? null : theme);
    show();
  });
  show();
}
