/* Rows beyond the screen wait with their layout (`content-visibility` in journeybook.css), so that a long page can be read at
   once. When the browser is idle they are laid out one by one: then nothing jumps under who scrolls. */
(() => {
  "use strict";
  const { onPage } = window.journeybook;

  /** Those that the stylesheet lets wait. */
  const WAITING = ".jb :is([data-jb-list], .tp, .jb-feelings, .jb-scroll, .jb-later, .jb-seen, .jb-entry, .jb-place)";

  const PATIENCE = 100; // ms between two, however busy the browser is

  const idle = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: PATIENCE }) : setTimeout(act, PATIENCE));

  /** @type {HTMLElement[]} */
  let waiting = [];
  let pages = 0;

  const show = (element) => element.style.setProperty("content-visibility", "visible");

  function step() {
    const next = waiting.shift();
    if (!next) return;
    show(next);
    idle(step);
  }

  /** Lay everything out now, for whoever is led to a place in the page. */
  function layOut() {
    waiting.splice(0).forEach(show);
  }

  onPage(() => {
    pages += 1;
    waiting = [...document.querySelectorAll(WAITING)];
    if (pages > 1) layOut(); // Material goes to the place that the address names next
    else idle(step);
  });
  document.addEventListener("jb:rows", () => document.querySelectorAll(WAITING).forEach(show));
  window.journeybook.layOut = layOut;
})();
