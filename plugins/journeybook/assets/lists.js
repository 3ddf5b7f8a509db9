/* Lists that filter and sort. The choice is kept in the address, so that it can be shared. A list that goes on over several
   pages loads the next ones when a choice or an order needs them. */
(() => {
  "use strict";
  const ENOUGH = 50; // matching rows to show before further pages wait for a click

  /** Attach every list of the page that is not attached yet. */
  function start() {
    for (const form of document.querySelectorAll("form[data-jb-filters]:not([data-jb-ready])")) {
      form.dataset.jbReady = "";
      const list = document.querySelector(`[data-jb-list="${form.dataset.jbFilters}"]`);
      if (list) attach(form, list);
    }
    addLinks();
    openTarget();
  }

  /** Wire one form to its list. */
  function attach(form, list) {
    const fields = [...form.elements].filter((field) => field.name);
    const count = form.querySelector("output");
    const reset = form.querySelector("button[type=reset]");
    const nothing = document.querySelector(`[data-jb-nothing="${form.dataset.jbFilters}"]`);
    const groups = [...list.querySelectorAll("[data-jb-group]")];
    let loading = null;

    form.hidden = false;
    readAddress(fields);
    form.addEventListener("change", () => { writeAddress(fields); apply(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      // The event comes before the browser clears the fields. They are cleared here, so that the rows follow at once.
      event.preventDefault();
      clear(fields);
      writeAddress(fields);
      apply();
    });
    nothing?.querySelector("button").addEventListener("click", () => { form.reset(); fields[0].focus(); });
    list.addEventListener("click", async (event) => {
      const more = event.target.closest("a[data-jb-more]");
      if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (loading) return;
      loading = append(more).finally(() => { loading = null; });
      await loading;
      apply();
    });
    apply();

    /** Show the rows that match, in the order asked for. */
    function apply() {
      const chosen = fields.filter((f) => f.name !== "sort" && (f.type === "checkbox" ? f.checked : f.value));
      const sort = fields.find((f) => f.name === "sort")?.value ?? "";
      let shown = 0;
      for (const row of list.querySelectorAll("[data-jb-row]")) {
        const matches = chosen.every((field) => has(row, field.name, field.value));
        row.hidden = !matches;
        if (matches) shown += 1;
      }
      order(sort);
      for (const group of groups) {
        // A group without rows of its own says something else (nothing is open); it stays unless a filter is set.
        group.hidden = chosen.length > 0 && !group.querySelector("[data-jb-row]:not([hidden])");
      }
      const persona = fields.find((f) => f.name === "persona")?.value ?? "";
      for (const part of list.querySelectorAll("[data-p]")) part.hidden = persona !== "" && part.dataset.p !== persona;
      const waiting = chosen.length || sort ? list.querySelector("a[data-jb-more]") : null;
      const total = Number(count.dataset.total);
      const words = `${total.toLocaleString("en")} ${total === 1 ? count.dataset.one : count.dataset.many}`;
      count.textContent = chosen.length ? `${shown.toLocaleString("en")} of ${words}${waiting ? " so far" : ""}` : words;
      reset.hidden = !chosen.length && !sort;
      if (nothing) nothing.hidden = shown > 0 || !chosen.length || Boolean(waiting);
      // An order is true only over all rows.
      if (waiting && (sort || shown < ENOUGH) && !loading) {
        loading = append(waiting).finally(() => { loading = null; }).then((more) => { if (more) apply(); });
      }
    }

    /** Put the rows in order within the list, or back as they were. */
    function order(sort) {
      list.classList.toggle("is-sorted", sort !== "");
      const rows = [...list.querySelectorAll("[data-jb-row]")];
      rows.forEach((row) => { row.jbHome ??= row.parentNode; row.jbPlace ??= (order.next = (order.next ?? 0) + 1); });
      if (!list.jbSorted && sort === "") return;
      list.jbSorted = sort !== "";
      rows.sort((a, b) => compare(a, b, sort) || a.jbPlace - b.jbPlace);
      // Sorted rows leave their groups; unsorted ones go home.
      for (const row of rows) (sort === "" ? row.jbHome : groups[0] ?? list).append(row);
    }

    /** Load the next page of a list and put its rows below; says whether that worked. */
    async function append(link) {
      try {
        const response = await fetch(link.href);
        if (!response.ok) throw new Error(String(response.status));
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const from = page.querySelector(`[data-jb-list="${list.dataset.jbList}"]`);
        const nav = link.closest("nav");
        const home = nav.previousElementSibling?.querySelector("tbody") ?? groups.at(-1) ?? list;
        for (const a of from.querySelectorAll("a[href]")) a.href = new URL(a.getAttribute("href"), link.href).href;
        if (home.matches("tbody")) {
          home.append(...from.querySelectorAll("[data-jb-row]"));
        } else {
          for (const group of from.querySelectorAll("[data-jb-group]")) {
            const same = groups.find((known) => known.querySelector("h2")?.id === group.querySelector("h2")?.id);
            const rows = group.querySelectorAll("[data-jb-row]");
            rows.forEach((row) => { row.jbHome = same ?? group; });
            if (same) {
              same.append(...rows);
            } else {
              groups.at(-1).after(group);
              groups.push(group);
            }
          }
        }
        const further = page.querySelector(`a[data-jb-more="${link.dataset.jbMore}"]`);
        if (further) {
          link.href = new URL(further.getAttribute("href"), link.href).href;
        } else {
          nav.remove();
        }
        return true;
      } catch {
        link.removeAttribute("data-jb-more"); // an ordinary link from now on
        return false;
      }
    }
  }

  /** Give every touchpoint a link to itself and one to its point in the chart: both are of use only with a script. */
  function addLinks() {
    for (const heading of document.querySelectorAll(".jb .tp h4[id]:not([data-jb-ready])")) {
      heading.dataset.jbReady = "";
      const anchor = document.createElement("a");
      anchor.className = "anchor";
      anchor.href = `#${heading.id}`;
      anchor.textContent = "#";
      anchor.setAttribute("aria-label", "Link to this touchpoint");
      heading.append(anchor);
      const show = document.createElement("a");
      show.href = "#chart";
      show.dataset.jbShowInChart = heading.id.replace("touchpoint-", "");
      show.textContent = "Show in the chart";
      const line = document.createElement("p");
      line.append(show);
      heading.closest(".tp").querySelector("details")?.append(line);
    }
  }

  /** Whether a row has this value among those it carries; a touchpoint that names no persona is felt by all. Tags may hold spaces, so they stand on lines of their own. */
  function has(row, name, value) {
    const held = row.dataset[name];
    if (held === undefined) return name === "persona" && row.matches(".tp");
    return held.split(name === "tag" ? "\n" : " ").includes(value);
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

  function readAddress(fields) {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = query.get(field.name);
      if (field.type === "checkbox") field.checked = value !== null && value !== "0";
      else if (value && [...field.options].some((option) => option.value === value)) field.value = value;
    }
  }

  function clear(fields) {
    for (const field of fields) {
      if (field.type === "checkbox") field.checked = false;
      else field.selectedIndex = 0;
    }
  }

  function writeAddress(fields) {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
      value ? query.set(field.name, value) : query.delete(field.name);
    }
    const search = query.toString();
    history.replaceState(history.state, "", location.pathname + (search ? `?${search}` : "") + location.hash);
  }

  /** Open the details of the row that the address names. */
  function openTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const row = id && document.getElementById(id)?.closest(".tp");
    const details = row && row.querySelector("details");
    if (details) details.open = true;
  }

  window.addEventListener("hashchange", openTarget);
  // The chart is about to lead to a row: filters that hide it give way.
  document.addEventListener("jb:show-row", (event) => {
    const list = event.target.closest("[data-jb-row][hidden]")?.closest("[data-jb-list]");
    if (list) document.querySelector(`form[data-jb-filters="${list.dataset.jbList}"]`)?.reset();
  });
  // Material's instant navigation replaces the page without loading it anew.
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
