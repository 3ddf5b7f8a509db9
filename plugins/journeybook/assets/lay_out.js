/* Rows beyond the screen wait with their layout (`content-visibility` in journeybook.css), so that a long page can be read at
   once. When the browser is idle they are laid out one by one: then nothing jumps under who scrolls. Whoever comes back to a
   place in a page, and every further page of an instant navigation, finds all of it laid out. */
(() => {
  "use strict";
  const { onPage } = window.journeybook;

  /** Those that the stylesheet lets wait. */
  const WAITING = ".jb :is(.jb-touchpoints, .tp, .jb-journey-row, .jb-feelings, .jb-scroll, .jb-later, .jb-seen, .jb-entry, .jb-place)";

  const PATIENCE = 100; // ms between two, however busy the browser is

  const idle = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: PATIENCE }) : setTimeout(act, PATIENCE));

  /** @type {HTMLElement[]} */
  let waiting = [];

  /** Lay everything out now, for whoever is led to a place in the page, and let nothing wait any more. */
  function layOut() {
    waiting = [];
    document.documentElement.dataset.jbLaidOut = "";
  }

  function step() {
    const next = waiting.shift();
    if (!next) return;
    next.style.setProperty("content-visibility", "visible");
    idle(step);
  }

  const [visit] = performance.getEntriesByType("navigation");
  if (visit && visit.type !== "navigate") layOut(); // reloaded, or come back to
  // Before an instant navigation, as Material goes to a place in the new page at once; and before a jump within this one.
  window.addEventListener("popstate", layOut);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href]")) layOut();
  }, true);
  onPage(() => {
    if ("jbLaidOut" in document.documentElement.dataset) return;
    waiting = [...document.querySelectorAll(WAITING)];
    idle(step);
  });
  document.addEventListener("jb:rows", layOut);
  window.journeybook.layOut = layOut;
})();
