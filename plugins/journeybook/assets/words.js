/* Words of the glossary, explained where they are read: the first time that one stands in a section it is underlined, and
   tells its meaning when it is pointed at, focused or tapped. They come from data/words.json, once the browser is idle. */
(() => {
  "use strict";
  const { root, onPage, make } = window.journeybook;

  /** @typedef {{word: string, meaning: string, url: string, everyday: boolean}} Word */

  /** Where nothing is explained: what is no running text, and what is active by itself. */
  const SILENT = [
    "a", "button", "summary", "label", "form", "nav", "code", "pre", "kbd", "samp", "h1, h2, h3, h4, h5, h6", "th > .title",
    "svg", "figure", "script", "style", "template", "textarea", "abbr", "dfn", "[contenteditable]",
    ".jb-figures", ".jb-chips", ".jb-feelings", ".jb-legend", ".jb-crumbs", ".jb-stage__why b", ".who", ".where", ".status",
    ".admonition-title", ".md-source-file", ".jb-walk", ".jb-words", ".jb-problems", ".headerlink", ".jb-nothing", ".jb-unknown", ".jb-meaning",
  ].join(",");

  /** What holds running text; tables hold it in paragraphs only. */
  const TEXT = "p, li, dd, blockquote, .fails, .words, .note";

  const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

  /** The words of the book, the longest first. @type {Promise<{word: Word, key: string, find: RegExp | null}[]> | null} */
  let glossary = null;
  let bubble = null;
  let pointed = null; // what the bubble explains
  let closing = 0;
  let page = 0; // counts the pages that were shown, so that work on an old one ends

  const idle = window.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 50));

  function load() {
    glossary ??= fetch(new URL("data/words.json", root))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(({ words }) => prepare(words.filter((word) => !word.everyday)));
    return glossary;
  }

  const keyOf = (text) => text.toLowerCase().replace(/\s+/g, " ");

  /** What joins on to a letter before or after it is another word. */
  const JOINED_BEFORE = /[\p{L}\p{M}\p{N}_]$|[\p{L}\p{N}]-$/u;
  const JOINED_AFTER = /^[\p{L}\p{M}\p{N}_]|^-[\p{L}\p{N}]/u;

  /** The words that are explained, the longest first. @param {Word[]} words */
  function prepare(words) {
    const known = words.map((word) => ({ word, key: keyOf(word.word), find: null }));
    return known.sort((a, b) => b.key.length - a.key.length);
  }

  /** Where a word stands in a text, an `s` at its end being its plural: begin and end of each place. */
  function* findPlaces(entry, text) {
    const letters = [...entry.key];
    // Made when it is wanted: most words of the book stand on no page. Without classes of letters, which are slow.
    entry.find ??= new RegExp(entry.key.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/ /g, "\\s+"), "giu");
    for (const match of text.matchAll(entry.find)) {
      const begin = match.index;
      let end = begin + match[0].length;
      if (!SPACELESS.test(letters[0]) && JOINED_BEFORE.test(text.slice(Math.max(0, begin - 3), begin))) continue;
      if (!SPACELESS.test(letters.at(-1))) {
        const isFree = (place) => !JOINED_AFTER.test(text.slice(place, place + 3));
        if (/s/i.test(text[end] ?? "") && isFree(end + 1)) end += 1;
        else if (!isFree(end)) continue;
      }
      yield { begin, end, word: entry.word };
    }
  }

  /** Go through the page in pieces that nobody notices. */
  async function explain() {
    page += 1;
    const own = page;
    const content = document.querySelector(".md-content") ?? document.querySelector("[role=main], main");
    if (!content || document.querySelector(".jb-words-page")) return;
    await new Promise((done) => { idle(done); });
    let known;
    try {
      known = await load();
    } catch {
      return; // the book goes without
    }
    if (!known.length || own !== page) return;
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accept);
    const sections = { seen: new Set(), inner: null, details: null };
    const step = (deadline) => {
      if (own !== page) return;
      do {
        if (!walker.nextNode()) {
          content.dataset.jbExplained = "";
          document.dispatchEvent(new CustomEvent("jb:explained")); // texts were taken apart
          return;
        }
        visit(walker, sections, known);
      } while (deadline.timeRemaining() > 2);
      idle(step);
    };
    idle(step);
  }

  const accept = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.length > 2 ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    if (node.matches("h1, h2, .jb-word")) return NodeFilter.FILTER_ACCEPT; // begins a section, was explained before
    return node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  };

  /** Look at a heading, where a section begins, or at a text. */
  function visit(walker, sections, known) {
    const node = walker.currentNode;
    if (node.nodeType !== Node.TEXT_NODE) {
      if (node.jbWord) (sections.inner ?? sections.seen).add(node.jbWord);
      else sections.seen = new Set();
      return;
    }
    const parent = node.parentElement;
    if (parent.closest("h1, h2, .jb-word") || !parent.closest(`${TEXT}, td, th`)?.matches(TEXT)) return;
    // What is folded is a section of its own: what stands below it is explained anew.
    const details = parent.closest("details");
    if (details !== sections.details) {
      sections.details = details;
      sections.inner = details && new Set();
    }
    const seen = sections.inner ?? sections.seen;
    const parts = split(node.data, known, seen);
    if (!parts) return;
    const last = parts.at(-1);
    node.replaceWith(...parts);
    walker.currentNode = last;
  }

  /** A text in parts, with the words that stand in it for the first time; null where there is none. */
  function split(text, known, seen) {
    const plain = keyOf(text);
    const held = known.filter(({ key }) => plain.includes(key));
    if (held.every(({ word }) => seen.has(word))) return null;
    // Also the words that were explained before: a shorter one within them is not meant.
    const places = held.flatMap((entry) => [...findPlaces(entry, text)]);
    places.sort((a, b) => a.begin - b.begin || b.end - a.end);
    const parts = [];
    let taken = 0;
    let told = 0;
    for (const { begin, end, word } of places) {
      if (begin < taken) continue;
      taken = end;
      if (seen.has(word)) continue;
      seen.add(word);
      // Elements of our own: styles for the spans of a list do not mean these.
      const found = text.slice(begin, end);
      const marked = make("jb-word", { class: "jb-word", role: "button", tabindex: "0", "aria-expanded": "false" }, found);
      marked.jbWord = word;
      parts.push(document.createTextNode(text.slice(told, begin)), marked);
      told = end;
    }
    if (!parts.length) return null;
    parts.push(document.createTextNode(text.slice(told)));
    return parts;
  }

  /** Tell the meaning of a word, in a bubble that stands behind it: so the keyboard comes from the word to its link. */
  function tell(marked) {
    clearTimeout(closing);
    if (pointed === marked) return;
    hush();
    const { meaning, url } = marked.jbWord;
    pointed = marked;
    const text = make("jb-text", { role: "tooltip", id: "jb-meaning" }, meaning);
    bubble = make("jb-meaning", { class: "jb-meaning" }, text, " ", make("a", { href: new URL(url, root).href }, "All words"));
    if (bubble.showPopover) bubble.popover = "manual";
    marked.after(bubble);
    marked.setAttribute("aria-describedby", "jb-meaning");
    marked.setAttribute("aria-expanded", "true");
    bubble.showPopover?.();
    place();
  }

  /** Put the bubble above the word, or below where there is no room, within the window. */
  function place() {
    const line = pointed.getClientRects()[0];
    if (!line) return; // folded away meanwhile
    const box = bubble.getBoundingClientRect();
    const left = Math.min(Math.max(8, line.left), document.documentElement.clientWidth - box.width - 8);
    const above = line.top - box.height - 6;
    const head = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    bubble.style.left = `${left}px`;
    bubble.style.top = `${above > Math.max(0, head) ? above : line.bottom + 6}px`;
  }

  function hush() {
    clearTimeout(closing);
    if (!pointed) return;
    pointed.removeAttribute("aria-describedby");
    pointed.setAttribute("aria-expanded", "false");
    bubble.remove();
    pointed = bubble = null;
  }

  const wordAt = (event) => (event.target instanceof Element ? event.target.closest(".jb-word") : null);

  const isTold = (target) => target instanceof Node && Boolean(pointed && (pointed.contains(target) || bubble.contains(target)));

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const marked = wordAt(event);
    if (marked) tell(marked);
    else if (isTold(event.target)) clearTimeout(closing);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || !isTold(event.target) || isTold(event.relatedTarget)) return;
    // The pointer may be on its way into the bubble; what has the focus stays told.
    if (!isTold(document.activeElement)) closing = setTimeout(hush, 250);
  });
  document.addEventListener("focusin", (event) => {
    const marked = wordAt(event);
    if (marked) tell(marked);
    else if (!isTold(event.target)) hush();
  });
  document.addEventListener("click", (event) => {
    const marked = wordAt(event);
    if (marked) tell(marked);
    else if (!isTold(event.target)) hush();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pointed) {
      event.stopPropagation();
      if (bubble.contains(document.activeElement)) pointed.focus();
      hush();
    } else if ((event.key === "Enter" || event.key === " ") && wordAt(event)) {
      event.preventDefault();
      tell(wordAt(event));
    }
  }, true);
  window.addEventListener("scroll", () => { if (pointed) place(); }, { passive: true, capture: true });
  window.addEventListener("resize", hush);
  document.addEventListener("jb:rows", explain);
  onPage(() => {
    hush();
    explain();
  });
})();
