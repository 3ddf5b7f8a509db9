/* Lists that filter and sort. What is chosen stands in choices.js and is the same for all lists of a page. A list that goes
   on over several pages loads the next ones when a choice or an order needs them. */
(() => {
  "use strict";
  const { Choices, onPage, make, isPlain, layOut } = window.journeybook;

  const ENOUGH = 50; // matching rows to show before further pages wait for a click

  const COUNT = /\s\(([\d,]+)\)$/; // at the end of an option

  /** The lists of the page that is shown. @type {List[]} */
  let lists = [];

  /** Where they stand. */
  let path = "";

  const choices = new Choices(() => lists.map((list) => list.form));

  /** What the rows carry: row → name → values. @type {WeakMap<Element, Map<string, Set<string> | null>>} */
  const carried = new WeakMap();

  /** The values that a row carries of a kind; null for all of them: a touchpoint that names no persona is felt by all. */
  function valuesOf(row, name) {
    let known = carried.get(row);
    if (!known) carried.set(row, known = new Map());
    if (!known.has(name)) {
      const said = row.dataset[name];
      // Tags may hold spaces, so they stand on lines of their own.
      const values = new Set(said?.split(name === "tag" ? "\n" : " ").filter(Boolean));
      known.set(name, said === undefined && name === "persona" && row.matches(".tp") ? null : values);
    }
    return known.get(name);
  }

  const has = (row, name, value) => valuesOf(row, name)?.has(value) ?? true;

  const say = (number) => (number < 1000 ? String(number) : number.toLocaleString("en")); // which is slow

  /** A form with its list. */
  class List {
    /** @param {HTMLFormElement} form @param {HTMLElement} element */
    constructor(form, element) {
      this.form = form;
      this.element = element;
      this.fields = [...form.elements].filter((field) => field.name);
      this.count = form.querySelector("output");
      this.reset = form.querySelector("button[type=reset]");
      this.nothing = make("p", { class: "jb-nothing", "data-jb-nothing": form.dataset.jbFilters, hidden: "" }, "Nothing here matches all of these choices. ");
      this.nothing.append(make("button", { type: "button", class: "jb-button", "data-jb-reset": form.dataset.jbFilters }, "Show all"));
      form.after(this.nothing);
      this.groups = [...element.querySelectorAll("[data-jb-group]")];
      this.places = 0;
      this.sorted = false;
      this.loading = false;
      this.kept = make("span", { class: "jb-kept", hidden: "" });
      this.reset.before(this.kept);
      this.unknown = make("p", { class: "jb-unknown", role: "status", hidden: "" });
      form.after(this.unknown);
      form.id ||= `choices-${form.dataset.jbFilters}`;
      form.hidden = false;
      form.addEventListener("change", (event) => {
        const field = event.target;
        choices.choose(field.name, field.type !== "checkbox" || field.checked ? field.value : "");
        showAll();
      });
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("reset", (event) => {
        // The event comes before the browser clears the fields. They are cleared here, so that the rows follow at once.
        event.preventDefault();
        choices.clear();
        showAll();
      });
      this.nothing.addEventListener("click", (event) => this.onNothing(event));
      element.addEventListener("click", (event) => this.onMore(event));
    }

    get link() {
      return this.element.querySelector("a[data-jb-more]");
    }

    get rows() {
      return [...this.element.querySelectorAll("[data-jb-row]")];
    }

    /** What is chosen of what this list offers, without the order. @returns {[string, string][]} */
    get wanted() {
      const names = this.fields.filter((field) => offers(field)).map((field) => field.name);
      return [...choices.chosen].filter(([name]) => name !== "sort" && names.includes(name));
    }

    /** Bring form and rows in line with what is chosen. */
    show() {
      const { chosen } = choices;
      for (const field of this.fields) {
        if (field.type === "checkbox") field.checked = chosen.has(field.name);
        else field.value = offers(field) ? chosen.get(field.name) : "";
        field.classList.toggle("is-set", field.name !== "sort" && offers(field));
      }
      const { wanted } = this;
      const sort = this.fields.find((field) => field.name === "sort")?.value ?? "";
      const tally = new Map(this.fields.map((field) => [field.name, { without: 0, all: 0, values: new Map() }]));
      let shown = 0;
      for (const row of this.rows) {
        const misses = wanted.filter(([name, value]) => !has(row, name, value));
        row.hidden = misses.length > 0;
        if (misses.length === 0) shown += 1;
        // What each choice would give beside the others that are made.
        if (misses.length < 2) addUp(tally, row, misses[0]?.[0]);
      }
      this.order(sort);
      for (const group of this.groups) {
        // A group without rows of its own says something else (nothing is open); it stays unless a filter is set.
        group.hidden = wanted.length > 0 && !group.querySelector("[data-jb-row]:not([hidden])");
      }
      const persona = wanted.find(([name]) => name === "persona")?.[1];
      for (const part of this.element.querySelectorAll("[data-p]")) part.hidden = persona !== undefined && part.dataset.p !== persona;
      const waiting = wanted.length || sort ? this.link : null;
      this.sayCounts(this.link ? null : tally);
      this.sayShown(shown, wanted, sort, Boolean(waiting));
      this.sayNothing(shown === 0 && wanted.length > 0 && !waiting ? wanted : [], tally);
      this.nameBeside();
      sayAbove();
      // An order is true only over all rows.
      if (waiting && (sort || shown < ENOUGH)) this.load(waiting);
    }

    sayShown(shown, wanted, sort, more) {
      const { one, many, total: all } = this.count.dataset;
      const total = Number(all);
      const words = `${say(total)} ${total === 1 ? one : many}`;
      this.count.textContent = wanted.length ? `${say(shown)} of ${words}${more ? " so far" : ""}` : words;
      this.reset.hidden = !wanted.length && !sort;
      const before = wanted.filter(([name]) => choices.before.has(name));
      this.kept.hidden = !before.length;
      this.kept.textContent = `Kept from before: ${before.map((each) => this.nameOf(...each)).join(", ")}`;
      const mine = lists[0] === this ? choices.unknown : [];
      this.unknown.hidden = !mine.length;
      this.unknown.textContent = mine.map((each) => choices.explain(each)).join(" ");
    }

    /** Write beside each choice how many rows it leaves; without a tally the totals of all pages. */
    sayCounts(tally) {
      for (const field of this.fields) {
        if (field.name === "sort") continue;
        const { all, values } = tally?.get(field.name) ?? {};
        const counted = (value) => say(all + (values.get(value) ?? 0));
        if (field.type === "checkbox") {
          const label = field.closest("label").querySelector("span");
          label.jbName ??= label.textContent;
          label.textContent = tally ? `${label.jbName} (${counted(field.value)})` : label.jbName;
          continue;
        }
        for (const option of field.options) {
          if (!option.value) continue;
          option.jbTotal ??= option.text.match(COUNT)?.[1] ?? "";
          option.jbName ??= option.text.replace(COUNT, "");
          const number = tally ? counted(option.value) : option.jbTotal;
          const text = number ? `${option.jbName} (${number})` : option.jbName;
          if (option.text !== text) option.text = text;
        }
      }
    }

    /** Links beside a choice, to the page of what is chosen: its id stands for the hyphen in their address. */
    nameBeside() {
      for (const link of this.form.querySelectorAll("a[data-jb-of]")) {
        const name = link.dataset.jbOf;
        const value = this.wanted.find(([each]) => each === name)?.[1];
        link.hidden = !value;
        if (!value) continue;
        link.dataset.jbSaid ??= link.textContent;
        link.textContent = `${link.dataset.jbSaid} ${this.nameOf(name, value)}`;
        link.href = link.dataset.href.replace(/\/-(?=[/.])/, `/${value}`);
      }
    }

    /** Say that nothing matches, and which choice to drop to get how many. */
    sayNothing(wanted, tally) {
      this.nothing.hidden = !wanted.length;
      for (const button of this.nothing.querySelectorAll("[data-jb-drop]")) button.remove();
      const reset = this.nothing.querySelector("[data-jb-reset]");
      if (wanted.length < 2) return;
      for (const [name, value] of wanted) {
        const found = tally.get(name).without;
        if (!found) continue;
        const words = `Without ${this.labelOf(name)}${this.isTick(name) ? "" : `: ${this.nameOf(name, value)}`}, ${say(found)} would match`;
        reset.before(make("button", { type: "button", class: "jb-button", "data-jb-drop": name }, words), " ");
      }
    }

    fieldOf(name) {
      return this.fields.find((field) => field.name === name);
    }

    isTick(name) {
      return this.fieldOf(name).type === "checkbox";
    }

    labelOf(name) {
      return this.isTick(name) ? `“${this.wordsOf(name)}”` : this.wordsOf(name);
    }

    wordsOf(name) {
      const label = this.fieldOf(name).closest("label").querySelector("span");
      return label.jbName ?? label.textContent;
    }

    /** A choice in a word or two: what is chosen, or what a tick says. */
    describe(name, value) {
      return this.isTick(name) ? this.wordsOf(name) : this.nameOf(name, value);
    }

    nameOf(name, value) {
      return [...this.fieldOf(name).options ?? []].find((option) => option.value === value)?.jbName ?? value;
    }

    onNothing(event) {
      const button = event.target.closest("button");
      if (!button) return;
      const name = button.dataset.jbDrop;
      if (name) choices.choose(name, "");
      else choices.clear();
      showAll();
      (this.fieldOf(name) ?? this.fields[0]).focus();
    }

    onMore(event) {
      const more = event.target.closest("a[data-jb-more]");
      if (!more || !isPlain(event)) return;
      event.preventDefault();
      event.stopPropagation();
      this.load(more);
    }

    /** Put the rows in order within the list, or back as they were. */
    order(sort) {
      this.element.classList.toggle("is-sorted", sort !== "");
      const { rows } = this;
      for (const row of rows) {
        row.jbHome ??= row.parentNode;
        row.jbPlace ??= this.places += 1;
      }
      if (!this.sorted && sort === "") return;
      this.sorted = sort !== "";
      rows.sort((a, b) => compare(a, b, sort) || a.jbPlace - b.jbPlace);
      // Sorted rows leave their groups; unsorted ones go home.
      const together = this.groups[0] && (this.groups[0].querySelector("tbody") ?? this.groups[0]);
      for (const row of rows) ((sort !== "" && together) || row.jbHome).append(row);
    }

    /** Load the next page of the list, put its rows below, and show what matches of them. */
    async load(link) {
      if (this.loading) return;
      this.loading = true;
      let arrived = false;
      try {
        arrived = await this.append(link);
      } catch {
        link.removeAttribute("data-jb-more"); // an ordinary link from now on
      }
      this.loading = false;
      if (!this.element.isConnected) return;
      this.show();
      if (arrived) this.element.dispatchEvent(new CustomEvent("jb:rows", { bubbles: true }));
    }

    async append(link) {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const from = page.querySelector(`[data-jb-list="${this.element.dataset.jbList}"]`);
      const nav = link.closest("nav");
      const home = nav.previousElementSibling?.querySelector("tbody") ?? this.groups.at(-1) ?? this.element;
      for (const a of from.querySelectorAll("a[href]")) a.href = new URL(a.getAttribute("href"), link.href).href;
      if (home.matches("tbody")) home.append(...from.querySelectorAll("[data-jb-row]"));
      else this.appendGroups(from);
      const further = page.querySelector(`a[data-jb-more="${link.dataset.jbMore}"]`);
      if (further) link.href = new URL(further.getAttribute("href"), link.href).href;
      else nav.remove();
      return true;
    }

    /** Put the rows of another page into the groups that they belong to. */
    appendGroups(from) {
      for (const group of from.querySelectorAll("[data-jb-group]")) {
        const same = this.groups.find((known) => known.querySelector("h2")?.id === group.querySelector("h2")?.id);
        const rows = group.querySelectorAll("[data-jb-row]");
        rows.forEach((row) => { row.jbHome = same ?? group; });
        if (same) {
          same.append(...rows);
        } else {
          this.groups.at(-1).after(group);
          this.groups.push(group);
        }
      }
    }
  }

  /** Whether what is chosen under a field's name is among its choices. */
  function offers(field) {
    const value = choices.chosen.get(field.name);
    return value !== undefined && (field.type === "checkbox" || [...field.options].some((option) => option.value === value));
  }

  /** Count a row for the choices that it would match; `missed` is the only one that is made and does not hold. */
  function addUp(tally, row, missed) {
    for (const [name, sums] of tally) {
      if (name === "sort" || (missed !== undefined && missed !== name)) continue;
      sums.without += 1;
      const values = valuesOf(row, name);
      if (values === null) sums.all += 1;
      for (const value of values ?? []) sums.values.set(value, (sums.values.get(value) ?? 0) + 1);
    }
  }

  /** Order of two rows: worst first for feelings, most first for counts, else by name. Rows without a value come last. */
  function compare(a, b, sort) {
    if (sort === "name") return nameOf(a).localeCompare(nameOf(b), "en");
    if (sort === "") return 0;
    const sign = sort === "feels" ? 1 : -1;
    const [x, y] = [a, b].map((row) => (row.dataset[sort] === undefined ? Infinity : sign * Number(row.dataset[sort])));
    return x === y ? 0 : x - y;
  }

  function nameOf(row) {
    return row.querySelector("h3, h4, th").textContent.trim();
  }

  /** The line below the heading that says what is chosen; null where the page opened without, or its lists are in sight. */
  let above = null;

  /** A page has opened with choices. Where its lists begin out of sight, say so below its heading. */
  function tellAbove() {
    above?.remove();
    above = null;
    const heading = document.querySelector(".jb h1") ?? document.querySelector("h1");
    const isBelow = (list) => list.form.getBoundingClientRect().top + window.scrollY > window.innerHeight * 0.8;
    if (!heading || !lists.some((list) => list.wanted.length && isBelow(list))) return;
    above = make("p", { class: "jb-chosen" });
    heading.after(above);
    sayAbove();
  }

  function sayAbove() {
    if (!above) return;
    const narrowed = lists.filter((list) => list.wanted.length);
    const wanted = new Map(narrowed.flatMap((list) => list.wanted.map((each) => [each[0], list.describe(...each)])));
    const links = narrowed.flatMap((list) => [", ", make("a", { href: `#${list.form.id}` }, list.count.textContent)]);
    const how = [...wanted.keys()].every((name) => choices.before.has(name)) ? "Kept from before" : "Chosen";
    above.hidden = !narrowed.length;
    above.replaceChildren(`${how}: ${[...wanted.values()].join(", ")}. Below: `, ...links.slice(1));
  }

  function showAll() {
    for (const list of lists) list.show();
  }

  /** Meet the lists of a new page, with what its address says, or what was chosen before. */
  function start() {
    lists = lists.filter((list) => list.form.isConnected);
    const forms = document.querySelectorAll("form[data-jb-filters]:not([data-jb-ready])");
    for (const form of forms) {
      form.dataset.jbReady = "";
      const element = document.querySelector(`[data-jb-list="${form.dataset.jbFilters}"]`);
      if (element) lists.push(new List(form, element));
    }
    if (forms.length) open();
    addLinks();
    openTarget();
  }

  function open() {
    path = location.pathname;
    choices.open();
    showAll();
    if (choices.before.size && hiding(target())) giveWay();
    else if (choices.before.size) choices.writeAddress();
    tellAbove();
  }

  /** The address of the page has changed, and the page has not. */
  function follow() {
    if (location.pathname !== path || location.search === choices.search) return;
    choices.readAddress();
    choices.keepAll();
    showAll();
  }

  /** What the address names on this page. */
  function target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // a stray per cent sign
    }
  }

  /** The row or the group of a list that hides an element. */
  const hiding = (element) => element?.closest("[data-jb-row][hidden], [data-jb-group][hidden]");

  /** Somebody is led to a row that is hidden: what was chosen gives way, on this page. */
  function giveWay() {
    choices.forget();
    showAll();
  }

  /** Bring what the address names into sight: a row opens, and whoever goes on by keyboard goes on from there. */
  function openTarget() {
    const element = target();
    if (!element) return;
    const wasHidden = hiding(element);
    if (wasHidden) giveWay();
    const row = element.closest(".tp");
    if (row) {
      const details = row.querySelector("details");
      if (details) details.open = true;
      if (element.matches("h4")) element.tabIndex = -1;
      element.focus({ preventScroll: true });
    }
    if (!wasHidden && !choices.chosen.size) return;
    layOut();
    element.scrollIntoView();
  }

  /** Give every touchpoint a link to itself and one to its point in the chart: both are of use only with a script. */
  function addLinks() {
    for (const heading of document.querySelectorAll(".jb .tp h4[id]:not([data-jb-ready])")) {
      heading.dataset.jbReady = "";
      const anchor = make("a", { class: "anchor", href: `#${heading.id}`, "aria-label": "Link to this touchpoint" }, "#");
      heading.append(anchor);
      const id = heading.id.replace("touchpoint-", "");
      const show = make("a", { href: "#chart", "data-jb-show-in-chart": id }, "Show in the chart");
      heading.closest(".tp").querySelector("details")?.append(make("p", {}, show));
    }
  }

  window.addEventListener("hashchange", openTarget);
  window.addEventListener("popstate", () => setTimeout(follow));
  // A link to this page with other choices: Material's instant navigation would take it back. What a search found is no choice.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || !lists.length || link.target || link.closest("dialog") || !isPlain(event) || typeof link.href !== "string") return;
    const to = new URL(link.href);
    if (to.origin !== location.origin || to.pathname !== path || to.search === location.search || !to.search) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(null, "", to);
    follow();
    openTarget();
  }, true);
  document.addEventListener("jb:rows", addLinks);
  // The chart is about to lead to a row: filters that hide it give way.
  document.addEventListener("jb:show-row", (event) => {
    if (hiding(event.target)) giveWay();
  });
  onPage(start);
})();
