/* The book's own search: a field in the theme's header, and a dialog with what was found. Pagefind (search/pagefind.js) is
   loaded when somebody is about to search, and then asks for the few pieces of the index that hold the words.
   Whoever follows a result sees the words marked on its page, which the address carries as `?h=`. */
(() => {
  "use strict";
  const { root, onPage, make, icon, isPlain } = window.journeybook;

  const PAGES = 8; // results at a time, each with its three best sections
  const SECTIONS = 3;
  const PAUSE = 150; // ms without a key before it is searched
  const MARKS = 500;
  const TELLING = 3; // letters of a word
  const KEYS = new Set(["/", "s", "f"]); // as in Material

  const GLASS = "M9.500 3a6.500 6.500 0 0 1 5.200 10.400l5.700 5.700-1.400 1.400-5.700-5.700A6.500 6.500 0 1 1 9.500 3m0 2a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9";

  /** @typedef {{url: string, meta: {title: string, kind?: string}, sub_results: Section[]}} Found */
  /** @typedef {{title: string, url: string, excerpt: string, anchor?: object, weighted_locations: {balanced_score: number}[]}} Section */

  /** @type {Promise<object> | null} */
  let pagefind = null;
  let failures = 0;
  let button = null;
  let dialog = null;
  let input, said, list, more;
  /** What was found and is not shown yet. @type {{data(): Promise<Found>}[]} */
  let waiting = [];
  let asked = ""; // the words that the list answers
  /** The search for what is typed now. */
  let running = Promise.resolve();
  let openedAt = ""; // the path of the page that the dialog was opened on

  /** Pagefind, made ready. */
  function load() {
    pagefind ??= import(new URL(`search/pagefind.js${failures ? `?${failures}` : ""}`, root).href)
      .then(async (found) => {
        await found.options({ baseUrl: new URL(root).pathname, excerptLength: 22 });
        await found.init();
        return found;
      })
      .catch((error) => {
        forget();
        throw error;
      });
    return pagefind;
  }

  /** Something could not be loaded, which browsers and Pagefind remember: next time all comes from another address. */
  function forget() {
    pagefind = null;
    failures += 1;
  }

  const preload = () => load().catch(() => {});

  /** Put the field into Material's header, or where another theme has its navigation. */
  function addButton() {
    if (button?.isConnected) return;
    button = make("button", { type: "button", class: "jb-search-button", "aria-haspopup": "dialog" }, icon(GLASS), make("span", {}, "Search"), make("kbd", { "aria-hidden": "true" }, "/"));
    button.addEventListener("click", open);
    button.addEventListener("pointerenter", preload);
    button.addEventListener("focus", preload);
    const title = document.querySelector(".md-header__inner > .md-header__title");
    if (title) title.after(button);
    else (document.querySelector("header, nav, [role=navigation]") ?? document.body).prepend(button);
  }

  function makeDialog() {
    input = make("input", { type: "text", inputmode: "search", "aria-label": "Search the book", placeholder: "Journeys, touchpoints, words, teams …", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search" });
    said = make("p", { role: "status" });
    list = make("ol", {});
    more = make("button", { type: "button", class: "jb-search__more" }, "Show more");
    const close = make("button", { type: "button", class: "jb-search__close", "aria-label": "Close" }, "×");
    const made = make("dialog", { class: "jb-search", "aria-label": "Search" }, make("form", { role: "search" }, icon(GLASS), input, close), said, list, more);
    made.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      await running;
      if (made.open && asked === input.value.trim()) list.querySelector("a")?.click();
    });
    input.addEventListener("input", () => { running = search(); });
    more.addEventListener("click", showNext);
    close.addEventListener("click", () => made.close());
    made.addEventListener("keydown", walk);
    made.addEventListener("click", (event) => {
      if (event.target === made || (event.target.closest("a") && isPlain(event))) made.close();
    });
    document.body.append(made);
    return made;
  }

  function open() {
    dialog ??= makeDialog();
    if (!dialog.open) dialog.showModal();
    openedAt = location.pathname;
    input.select();
    if (!asked) tell("");
    preload();
  }

  function tell(words) {
    said.textContent = words;
    more.hidden = !waiting.length;
  }

  /** Search for what is typed, once the keys rest. What was found last stays until then. */
  async function search() {
    const words = input.value.trim();
    try {
      const found = words ? await (await load()).debouncedSearch(simplify(words), {}, PAUSE) : { results: [] };
      if (!found || words !== input.value.trim()) return; // typed on meanwhile
      const first = await read(found.results.slice(0, PAGES));
      if (words !== input.value.trim()) return;
      asked = words;
      waiting = found.results.slice(PAGES);
      list.replaceChildren(...first.map(show));
      list.scrollTop = 0;
      const count = found.results.length;
      if (!words) tell("");
      else if (count) tell(count === 1 ? "Found on one page" : `Found on ${count} pages`);
      else tell(`Nothing is called or says “${words}”. Try fewer words, or other ones.`);
    } catch {
      forget();
      asked = "";
      waiting = [];
      list.replaceChildren();
      tell("The search cannot be loaded now.");
    }
  }

  /** A question without its smallest words, which say little and stand everywhere; quoted words stay as they are. */
  function simplify(words) {
    const telling = words.split(/\s+/).filter((word) => word.length >= TELLING || /\d/.test(word));
    return words.includes('"') || !telling.length ? words : telling.join(" ");
  }

  /** @returns {Promise<Found[]>} */
  const read = (results) => Promise.all(results.map((result) => result.data()));

  /** Show the next results, and go on from the first of them. */
  async function showNext() {
    if (!pagefind) {
      await (running = search()); // those that wait belong to what could not be loaded
      return;
    }
    const words = asked;
    const next = waiting.slice(0, PAGES);
    try {
      const pages = await read(next);
      if (words !== asked || next[0] !== waiting[0]) return; // others were asked for meanwhile, or these are there already
      waiting = waiting.slice(PAGES);
      const items = pages.map(show);
      list.append(...items);
      more.hidden = !waiting.length;
      items[0].querySelector("a").focus();
    } catch {
      forget();
      said.textContent = "More cannot be loaded now.";
    }
  }

  /** What a section is called counts most, then how often it says the words. */
  const score = (section) => section.weighted_locations.reduce((sum, { balanced_score: each }) => sum + each, 0);

  /** A page that was found: its name, what it says, its best sections. @param {Found} page */
  function show(page) {
    const top = page.sub_results.find((section) => !section.anchor);
    const sections = page.sub_results.filter((section) => section.anchor).sort((a, b) => score(b) - score(a)).slice(0, SECTIONS);
    const item = make("li", {}, makeLink(page.url, page.meta.title, page.meta.kind ?? "", top?.excerpt ?? ""));
    if (sections.length) item.append(make("ul", {}, ...sections.map((section) => make("li", {}, makeSection(section)))));
    return item;
  }

  /** A heading says first what it is called, then where it stands and how it feels (see `found_as` of the pages). */
  function makeSection({ title, url, excerpt }) {
    const [name, ...rest] = title.split(" · ");
    return makeLink(url, name, rest.join(" · "), excerpt, title);
  }

  function makeLink(url, name, beside, excerpt, heading = name) {
    const address = new URL(url, location.href);
    address.searchParams.set("h", simplify(asked));
    const link = make("a", { href: address.href }, make("b", {}, name));
    if (beside) link.append(" ", make("small", {}, beside));
    const said = readExcerpt(excerpt, heading);
    if (said.length) link.append(make("span", {}, ...said));
    return link;
  }

  /** The words of an excerpt with those that were found in `mark`, without the end of its heading, which stands above it. */
  function readExcerpt(excerpt, heading) {
    const { body } = new DOMParser().parseFromString(excerpt, "text/html"); // where nothing runs and nothing is loaded
    const end = `${heading.split(" · ").at(-1)}. `;
    const told = `${body.textContent} `.indexOf(end);
    let heard = told < 0 ? 0 : told + end.length; // letters still to be left out
    return [...body.childNodes].flatMap((node) => {
      const text = node.textContent.slice(heard);
      heard = Math.max(0, heard - node.textContent.length);
      if (!text) return [];
      return [node.nodeName === "MARK" ? make("mark", {}, text) : text];
    });
  }

  /** The arrows walk through the results, and from the first one back to what is typed. */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /** Mark the words that led here, where the browser can without a change to the page. */
  function markWords() {
    window.CSS?.highlights?.delete("jb-found");
    const words = (new URLSearchParams(location.search).get("h") ?? "").match(/[\p{L}\p{N}]+/gu);
    const content = document.querySelector(".md-content, [role=main], main");
    if (!words || !content || !window.CSS?.highlights) return;
    const find = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})`, "giu");
    const ranges = [];
    const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && ranges.length < MARKS) {
      const text = texts.currentNode;
      if (text.parentElement.closest("script, style, svg, form")) continue;
      for (const match of text.data.matchAll(find)) {
        const range = new Range();
        range.setStart(text, match.index);
        range.setEnd(text, match.index + match[0].length);
        ranges.push(range);
      }
    }
    window.CSS.highlights.set("jb-found", new window.Highlight(...ranges));
  }

  const isTyped = (element) => element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    const alone = !(event.metaKey || event.ctrlKey || event.altKey);
    const isKey = alone ? KEYS.has(event.key) && !isTyped(event.target) : event.key === "k" && (event.metaKey || event.ctrlKey);
    if (!isKey || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-jb-search]")) open();
  });

  document.addEventListener("jb:explained", markWords);
  document.addEventListener("jb:rows", markWords);
  onPage(() => {
    if (dialog?.open && openedAt !== location.pathname) dialog.close(); // another page came meanwhile
    addButton();
    markWords();
  });
})();
