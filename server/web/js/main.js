// Where the page begins: its frame, its addresses, and the one key that closes things.

import { startAffairs } from "./affairs.js";
import { briefing } from "./briefing.js";
import { dismissCard } from "./card.js";
import { claims } from "./claims.js";
import { keptConversation, newConversation, startConversations } from "./conversation.js";
import { documentPage } from "./document.js";
import { find } from "./dom.js";
import { foldRail, startFrame } from "./frame.js";
import { watchHealth } from "./health.js";
import { offerLogOut } from "./key.js";
import { startKeys } from "./keys.js";
import { library } from "./library.js";
import { pins } from "./pins.js";
import { permalink } from "./permalink.js";
import { refreshRail, startRail } from "./rail.js";
import { route, start } from "./router.js";
import { search } from "./search.js";
import { closeSource, sourceIsOpen } from "./source.js";
import { refreshStatus } from "./status.js";
import { offerThemes } from "./theme.js";
import { timeline } from "./timeline.js";

route(/^\/$/, newConversation);
route(/^\/conversations\/([^/]+)$/, keptConversation);
route(/^\/answers\/([^/]+)$/, permalink);
route(/^\/documents\/([^/]+)$/, documentPage);
route(/^\/library$/, library);
route(/^\/timeline$/, timeline);
route(/^\/claims$/, claims);
route(/^\/briefing$/, briefing);
route(/^\/pins$/, pins);
route(/^\/search$/, search);

// Esc closes the uppermost thing; dialogs and panels that the browser closes itself come before ours.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || find("dialog[open], :popover-open")) return;
  if (dismissCard() || foldRail()) return;
  if (sourceIsOpen()) closeSource();
});

startAffairs();
offerThemes(find("#theme-switch"));
offerLogOut(find("#log-out"));
startFrame();
startConversations();
startKeys();
watchHealth(() => {
  refreshStatus();
  refreshRail();
});
start();
startRail();
refreshStatus();
