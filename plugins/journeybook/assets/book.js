/* What the other scripts share: where the book's root is, what the browser keeps of it, and when a page is there. */
(() => {
  "use strict";
  const script = document.currentScript;

  /** The book's root, with a slash at its end. This script lies two folders below it, whatever page asked for it. */
  const root = script && script.src ? new URL("../../", script.src).href : new URL("./", document.baseURI).href;

  /** The path that names what is kept: the root's, or what all editions stand below where the site is published by edition. */
  const home = (() => {
    let editions = false;
    try {
      editions = Boolean(JSON.parse(document.getElementById("__config").textContent).version);
    } catch {
      // not Material
    }
    return new URL(editions ? ".." : ".", root).pathname;
  })();

  const nameOf = (name) => `journeybook:${home}:${name}`;

  /** What cannot be kept because the browser forbids it, until the page is left. @type {Map<string, unknown>} */
  const inMemory = new Map();

  /**
   * Keep a value, or drop it when it is null.
   * @param {"localStorage" | "sessionStorage"} store for good, or for this visit
   */
  function keep(store, name, value) {
    inMemory.delete(name);
    try {
      if (value === null) window[store].removeItem(nameOf(name));
      else window[store].setItem(nameOf(name), JSON.stringify(value));
    } catch {
      inMemory.set(name, value);
    }
  }

  /** What was kept under a name; null for nothing, and for what is not ours. */
  function kept(store, name) {
    if (inMemory.has(name)) return inMemory.get(name);
    try {
      const found = JSON.parse(window[store].getItem(nameOf(name)));
      return found !== null && typeof found === "object" ? found : null;
    } catch {
      return null;
    }
  }

  /**
   * Do something on every page: this one, and after each of Material's instant navigations. Each in its turn and in its own
   * task, so that the reader's taps come between them.
   */
  function onPage(act) {
    const inTurn = () => setTimeout(act);
    if (window.document$) window.document$.subscribe(inTurn);
    else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", inTurn);
    else inTurn();
  }

  /** A new element. @param {Record<string, string>} attributes @param {...(Node | string)} parts */
  function make(tag, attributes, ...parts) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...parts);
    return element;
  }

  /** An icon as SVG, from the outline of one of 24 by 24. @param {string} outline */
  function icon(outline) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", outline);
    svg.append(path);
    return svg;
  }

  /**
   * Write choices into the address of the page, in their order, without a new entry in the history.
   * @param {Iterable<[string, string | null]>} choices names with what is chosen; null takes one out
   */
  function writeAddress(choices) {
    const query = new URLSearchParams(location.search);
    const pairs = [...choices];
    for (const [name] of pairs) query.delete(name);
    for (const [name, value] of pairs) if (value !== null) query.set(name, value);
    const search = query.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", location.pathname + (search ? `?${search}` : "") + location.hash);
  }

  /** Whether a click is meant for the link itself, and not for a new tab. */
  const isPlain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  window.journeybook = { root, nameOf, keep, kept, onPage, make, icon, writeAddress, isPlain };
})();
