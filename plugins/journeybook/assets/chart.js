/**
 * The charts in the browser: Plotly takes the place of a drawing once a reader shows interest, and never before.
 *
 * Finds every `figure.jb-chart[data-jb-figure]`; `data-jb-part` names the one that is meant where the file holds several. One with
 * an emotion chart (`svg.jb-emotion`) has controls and the links `a[data-jb-show-in-chart]` of the rows. The drawing's ground
 * (`.jb-frame`: bands, names, levels) stays; Plotly draws what is in `.jb-marks` over it, in the same places. Without Plotly, or
 * when it cannot be loaded, the drawing is the chart and the controls work on it. On a phone nothing is loaded.
 *
 * On a page that embeds a chart, `data-jb-rows` is the address of the journey's page, whose rows its points lead to.
 *
 * A measure's link in a list `.jb-trends` leads to its chart on another page; here the chart unfolds below the link instead.
 */
(() => {
  "use strict";
  const { isPlain, layOut } = window.journeybook;

  const INTEREST = ["pointerenter", "pointerdown", "touchstart", "focusin", "keydown"];

  const PHONE = "(max-width: 599.98px)";

  /** Points of one moment that are closer than this, in feelings, lie on each other. */
  const NEAR = 0.1;

  /** Begins a new part of a hover text: the moment's, whose point it is, what is true for that persona. See figures/hover.py. */
  const PART = "<br><i></i>";

  /** @typedef {{data: object[], layout: object, config: object, colours: Record<string, string>, moments: string[]}} Figure */

  /** The charts of the page that is shown. @type {Set<Chart>} */
  const charts = new Set();

  /** Addresses of plotly.js that are loaded or on their way. @type {Map<string, Promise<any>>} */
  const libraries = new Map();

  /** Load plotly.js once a visit; a load that failed may be tried again. */
  function loadLibrary(address) {
    if (window.Plotly) return Promise.resolve(window.Plotly);
    if (!libraries.has(address)) {
      libraries.set(address, new Promise((resolve, reject) => {
        keepStyles();
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error(address)));
        script.onerror = () => {
          script.remove();
          libraries.delete(address);
          reject(new Error(address));
        };
        document.head.append(script);
      }));
    }
    return libraries.get(address);
  }

  /** Plotly adds its style rules here if it is there: instant navigation replaces the head, and they would be gone. */
  function keepStyles() {
    if (document.getElementById("plotly.js-style-global")) return;
    const style = document.createElement("style");
    style.id = "plotly.js-style-global";
    document.body.prepend(style);
  }

  /** The anchor of a moment's row, as the pages make it. */
  const anchorOf = (moment) => `touchpoint-${moment.replaceAll("/", "-")}`;

  const glide = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  /** Lead to a moment's row: its address, its details open, the focus on it. A list that hides it hears of it first. */
  function goToRow(id) {
    const anchor = document.getElementById(id);
    if (!anchor) return;
    const row = (anchor.matches("h2, h3, h4, h5, h6") && anchor.closest("article, tr, li")) || anchor;
    anchor.dispatchEvent(new CustomEvent("jb:show-row", { bubbles: true }));
    document.querySelector(".jb-shown")?.classList.remove("jb-shown");
    row.classList.add("jb-shown");
    const details = row.closest("details") || row.querySelector("details");
    if (details) details.open = true;
    // Not by `location.hash`: Material's instant navigation would load the page anew, and chart and focus would be gone.
    if (location.hash !== `#${anchor.id}`) history.pushState(null, "", `#${anchor.id}`);
    layOut();
    anchor.scrollIntoView({ behavior: glide() });
    if (!anchor.matches("a[href], button, summary, [tabindex]")) anchor.tabIndex = -1;
    anchor.focus({ preventScroll: true });
  }

  /** Lead to an address as seen from the page: `#row` on it, else as a click on a link would. @param {string} address */
  function follow(address, event) {
    if (address.startsWith("#")) {
      goToRow(address.slice(1));
      return;
    }
    const link = document.createElement("a");
    link.href = address;
    link.hidden = true;
    document.body.append(link); // Material navigates on clicks that it sees
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event?.ctrlKey, metaKey: event?.metaKey, shiftKey: event?.shiftKey }));
    link.remove();
  }

  /** A copy of a figure's part in which every colour is what the page's CSS says now. */
  function recolour(part, colours) {
    if (typeof part === "string") return colours.get(part) || part;
    if (Array.isArray(part)) return part.map((each) => recolour(each, colours));
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, recolour(each, colours)]));
  }

  /** What a point tells, and all points of its moment that lie on it: what is the same for several is said once. */
  function tellTogether(traces, trace, number) {
    const moment = trace.customdata[number];
    const near = traces.flatMap((each) => {
      const place = each === trace ? number : each.customdata.indexOf(moment);
      const apart = Math.abs(each.y[place] - trace.y[number]); // not a number where either is a gap
      return apart < NEAR ? [each.hovertext[place].split(PART)] : [];
    });
    if (near.length < 2) return trace.hovertext[number];
    const told = new Map();
    for (const [, who, about] of near) told.set(about, [...(told.get(about) || []), who]);
    return [near[0][0], ...[...told].flatMap(([about, who]) => [...who, about])].filter(Boolean).join("<br>");
  }

  /** A drawing in a figure that Plotly takes the place of. Several may share a page, and a file of figures. */
  class Chart {
    /** @param {HTMLElement} element */
    constructor(element) {
      this.element = element;
      this.plot = element.querySelector(".jb-chart__plot");
      this.drawing = this.plot?.querySelector("svg") || null;
      /** @type {Figure | null} */
      this.figure = null;
      /** @type {HTMLElement | null} */
      this.live = null;
      this.loading = null;
      /** Where the pointer is, while it is on the chart. @type {{clientX: number, clientY: number} | null} */
      this.pointer = null;
      element.classList.add("jb-chart--ready");
      for (const kind of INTEREST) element.addEventListener(kind, () => this.load(), { passive: true });
      for (const kind of ["pointermove", "pointerdown"]) {
        element.addEventListener(kind, ({ clientX, clientY }) => { this.pointer = { clientX, clientY }; }, { passive: true });
      }
      element.addEventListener("pointerleave", () => { this.pointer = null; });
    }

    /** Load plotly.js and the figure, then draw; does nothing the second time. */
    load() {
      const { jbFigure, jbPlotly, jbPart } = this.element.dataset;
      if (!jbFigure || !jbPlotly || !this.plot || this.plot.offsetParent === null || matchMedia(PHONE).matches) return Promise.resolve();
      this.loading ||= Promise.all([
        loadLibrary(new URL(jbPlotly, document.baseURI).href),
        fetch(new URL(jbFigure, document.baseURI)).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status))),
      ]).then(([, figure]) => this.begin(jbPart === undefined ? figure : figure[jbPart])).catch(() => {
        this.end(); // the drawing stays; the next sign of interest tries again
      });
      return this.loading;
    }

    async begin(figure) {
      if (!this.element.isConnected) return;
      this.figure = figure;
      this.live = document.createElement("div");
      this.live.className = "jb-chart__live";
      this.live.setAttribute("aria-hidden", "true");
      this.plot.append(this.live);
      const { data, layout } = this.compose();
      await window.Plotly.newPlot(this.live, data, layout, figure.config);
      if (!this.live) return; // left while it was drawn
      this.listen();
      let width = this.plot.clientWidth;
      this.resizing = new ResizeObserver(() => {
        // It also reports when it begins to observe, and drawing anew would take away what the pointer was just told.
        if (!this.live || this.live.offsetParent === null || this.plot.clientWidth === width) return;
        width = this.plot.clientWidth;
        window.Plotly.Plots.resize(this.live);
      });
      this.resizing.observe(this.plot);
      this.element.classList.add("jb-chart--live");
      this.meetPointer();
    }

    /** What happens when somebody points at Plotly's picture: a point whose `customdata` is an address leads there. */
    listen() {
      this.live.on("plotly_click", ({ points: [point], event }) => {
        if (typeof point?.customdata === "string" && point.customdata) follow(point.customdata, event);
      });
      this.live.on("plotly_hover", ({ points }) => this.live.classList.toggle("is-pointing", Boolean(points[0]?.customdata)));
      this.live.on("plotly_unhover", () => this.live.classList.remove("is-pointing"));
    }

    /** The pointer came before Plotly did: what it points at is told without waiting for it to move again. */
    meetPointer() {
      if (!this.pointer) return;
      const under = document.elementFromPoint(this.pointer.clientX, this.pointer.clientY);
      if (!under || !this.live.contains(under)) return;
      under.dispatchEvent(new MouseEvent("mousemove", { ...this.pointer, bubbles: true, view: window }));
    }

    /** What Plotly gets: the figure in the page's colours. */
    compose() {
      const style = getComputedStyle(this.element);
      const colours = new Map(Object.entries(this.figure.colours)
        .map(([colour, property]) => [colour, style.getPropertyValue(property).trim()]));
      const { data, layout } = recolour({ data: this.figure.data, layout: this.figure.layout }, colours);
      layout.font.family = layout.hoverlabel.font.family = style.fontFamily;
      return { data, layout };
    }

    draw() {
      if (!this.live || !this.figure || !this.element.classList.contains("jb-chart--live")) return;
      const { data, layout } = this.compose();
      window.Plotly.react(this.live, data, layout, this.figure.config);
    }

    /** Give everything back; the drawing is the chart again. */
    end() {
      this.resizing?.disconnect();
      if (this.live) {
        window.Plotly?.purge(this.live);
        this.live.remove();
      }
      this.live = this.loading = null;
      this.element.classList.remove("jb-chart--live");
    }
  }

  /** The emotion chart: lines that are switched on and off, points that lead to rows and rows that lead to points. */
  class EmotionChart extends Chart {
    constructor(element) {
      super(element);
      /** Personas whose line is off. */
      this.off = new Set();
      this.expected = false;
      /** The expected line that a reader chose the improvements of, in place of the planned one (what_if.js). @type {{x: number[], y: (number | null)[], path: string} | null} */
      this.chosen = null;
      this.controls = element.querySelector(".jb-chart__controls");
      if (this.controls) this.controls.hidden = false;
      this.table = this.controls?.querySelector("[data-jb-table]") || null;
      this.showTable(false);
      for (const button of this.controls?.querySelectorAll('[data-jb-persona][aria-pressed="false"]') || []) this.off.add(button.dataset.jbPersona);
      this.expected = Boolean(this.controls?.querySelector('[data-jb-expected][aria-pressed="true"]'));
      if (this.off.size || this.expected) this.update();
      element.addEventListener("click", (event) => this.onClick(event));
      element.addEventListener("jb:expected", (event) => { this.chosen = event.detail; this.update(); });
    }

    onClick(event) {
      const button = event.target.closest("button");
      if (button && this.controls?.contains(button)) {
        if (button.dataset.jbPersona !== undefined) this.togglePersona(button);
        else if (button.dataset.jbExpected !== undefined) this.toggleExpected(button);
        else if (button === this.table) this.showTable(button.getAttribute("aria-expanded") !== "true");
        return;
      }
      const link = event.target.closest(".jb-emotion a");
      if (!link || !isPlain(event)) return;
      event.preventDefault();
      event.stopPropagation();
      this.lead(link.href.baseVal.replace(/^.*#/, ""), event);
    }

    /** Lead to a moment's row, which stands on another page where this one only shows the chart. @param {string} row */
    lead(row, event) {
      const { jbRows } = this.element.dataset;
      if (jbRows) follow(`${jbRows}#${row}`, event);
      else goToRow(row);
    }

    togglePersona(button) {
      const persona = button.dataset.jbPersona;
      const all = this.controls.querySelectorAll("[data-jb-persona]");
      if (this.off.has(persona)) this.off.delete(persona);
      else if (this.off.size < all.length - 1) this.off.add(persona);
      else return; // one line always stays
      button.setAttribute("aria-pressed", String(!this.off.has(persona)));
      this.update();
    }

    toggleExpected(button) {
      this.expected = !this.expected;
      button.setAttribute("aria-pressed", String(this.expected));
      this.update();
    }

    showTable(shown) {
      if (!this.table) return;
      this.table.setAttribute("aria-expanded", String(shown));
      const table = document.getElementById(this.table.getAttribute("aria-controls"));
      if (table) table.hidden = !shown;
    }

    /** Bring drawing and chart in line with what is switched on. */
    update() {
      if (this.drawing) {
        // The drawing numbers the personas in the order of their buttons, from 1.
        const personas = [...this.controls.querySelectorAll("[data-jb-persona]")].map((button) => button.dataset.jbPersona);
        for (const part of this.drawing.querySelectorAll("[data-p]")) {
          part.classList.toggle("off", this.off.has(personas[Number(part.dataset.p) - 1]));
        }
        this.drawing.classList.toggle("with-expected", this.expected || this.chosen !== null);
        this.bendExpected();
        this.liftStars();
      }
      if (this.element.dataset.jbRows && this.table) this.updateTable();
      this.draw();
    }

    /** The table of an embedded chart is the chart of a phone: what is off in one is off in the other. */
    updateTable() {
      const personas = [...this.controls.querySelectorAll("[data-jb-persona]")].map((button) => button.dataset.jbPersona);
      for (const row of document.getElementById(this.table.getAttribute("aria-controls"))?.querySelectorAll("tbody tr:not(.stage)") || []) {
        personas.forEach((persona, place) => row.cells[place + 1].classList.toggle("off", this.off.has(persona)));
      }
    }

    /** Let the drawing's dashed line show what is chosen, or again what is planned. */
    bendExpected() {
      let line = this.drawing.querySelector("path.expected");
      if (!line && this.chosen) {
        line = document.createElementNS("http://www.w3.org/2000/svg", "path");
        line.setAttribute("class", "expected");
        this.drawing.querySelector(".jb-marks > svg")?.prepend(line);
      }
      if (!line) return;
      line.dataset.planned ??= line.getAttribute("d") || "";
      line.setAttribute("d", this.chosen ? this.chosen.path : line.dataset.planned);
    }

    /** A star stands above the highest mark of its moment that is shown. */
    liftStars() {
      const highest = (marks) => Math.min(...[...marks].map((mark) => Number(mark.getAttribute("y"))));
      for (const star of this.drawing.querySelectorAll("use.star")) {
        star.dataset.lift ||= String(highest(star.parentNode.querySelectorAll("[data-p]")) - Number(star.getAttribute("y")));
        const top = highest(star.parentNode.querySelectorAll("[data-p]:not(.off)"));
        star.classList.toggle("off", top === Infinity);
        if (top !== Infinity) star.setAttribute("y", String(top - Number(star.dataset.lift)));
      }
    }

    listen() {
      this.live.on("plotly_click", ({ points: [point], event }) => this.lead(anchorOf(point.customdata), event));
      this.live.on("plotly_hover", () => this.live.classList.add("is-pointing"));
      this.live.on("plotly_unhover", () => this.live.classList.remove("is-pointing"));
    }

    /** The figure with what is switched on. */
    compose() {
      const { data, layout } = super.compose();
      for (const trace of data) {
        if (trace.meta?.persona !== undefined) trace.visible = !this.off.has(trace.meta.persona);
        if (trace.meta?.expected) trace.visible = this.expected && !this.chosen;
      }
      if (this.chosen) data.unshift(this.traceChosen());
      const shown = data.filter((trace) => trace.visible !== false && trace.meta?.persona !== undefined && trace.customdata);
      for (const trace of data) {
        if (trace.meta?.stars) trace.y = trace.customdata.map((moment) => this.aboveAll(shown, moment, trace.meta.lift));
      }
      const told = shown.map((trace) => trace.hovertext.map((_, number) => tellTogether(shown, trace, number)));
      shown.forEach((trace, number) => { trace.hovertext = told[number]; });
      return { data, layout };
    }

    /** What is chosen as a line of Plotly's, drawn as the expected line is. */
    traceChosen() {
      const color = getComputedStyle(this.element).getPropertyValue("--jb-expected").trim();
      const line = { color, width: 2, dash: "5px,5px", shape: "linear" };
      return { type: "scatter", mode: "lines", hoverinfo: "skip", cliponaxis: false, connectgaps: false, line, x: this.chosen.x, y: this.chosen.y, meta: { chosen: true } };
    }

    /** Just above the highest point of a moment that is shown; null where none is. */
    aboveAll(shown, moment, lift) {
      const values = shown.map((trace) => trace.y[trace.customdata.indexOf(moment)])
        .filter((value) => typeof value === "number");
      return values.length ? Math.max(...values) + lift : null;
    }

    /** Lead from a row to its point: the chart in sight, a line through the point, and what the point tells. */
    async point(moment) {
      layOut();
      this.element.scrollIntoView({ behavior: glide(), block: "center" });
      this.mark(moment);
      await this.load();
      if (!this.element.classList.contains("jb-chart--live")) return;
      const points = this.live.data.flatMap((trace, curveNumber) => {
        const pointNumber = trace.meta?.persona !== undefined && trace.visible !== false ? trace.customdata?.indexOf(moment) ?? -1 : -1;
        return pointNumber >= 0 && typeof trace.y[pointNumber] === "number" ? [{ curveNumber, pointNumber }] : [];
      });
      if (points.length) window.Plotly.Fx.hover(this.live, points.slice(0, 1));
    }

    /** Draw a line through the moment; the drawing's ground lies under Plotly, too. */
    mark(moment) {
      this.drawing?.querySelector(".pointer")?.remove();
      const links = [...(this.drawing?.querySelectorAll("a") || [])];
      const mark = links.find((link) => link.href.baseVal === `#${anchorOf(moment)}`)?.querySelector("use");
      if (!mark) return;
      const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
      line.setAttribute("class", "pointer");
      for (const end of ["x1", "x2"]) line.setAttribute(end, mark.getAttribute("x"));
      line.setAttribute("y1", "0");
      line.setAttribute("y2", this.drawing.dataset.floor);
      this.drawing.querySelector(".jb-frame").append(line);
    }
  }

  /** A chart that can be seen in several ways, one at a time: buttons `data-jb-view`, of which one is pressed. Parts of the drawing name theirs in `data-v`, traces in `meta.view`. */
  class ViewChart extends Chart {
    constructor(element) {
      super(element);
      const controls = element.querySelector(".jb-chart__controls");
      if (controls) controls.hidden = false;
      this.buttons = [...element.querySelectorAll("button[data-jb-view]")];
      this.view = this.buttons.find((button) => button.getAttribute("aria-pressed") === "true")?.dataset.jbView ?? "0";
      for (const button of this.buttons) button.addEventListener("click", () => this.choose(button.dataset.jbView));
    }

    async choose(view) {
      const before = this.view;
      this.press(view);
      if (this.drawing?.querySelector(`[data-v="${view}"]`)) return;
      await this.load(); // a large drawing holds the first view alone
      if (!this.live && this.view === view) this.press(before);
    }

    press(view) {
      this.view = view;
      for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.jbView === view));
      const parts = [...(this.drawing?.querySelectorAll("[data-v]") || [])];
      for (const part of parts) part.classList.toggle("off", part.dataset.v !== view);
      this.element.classList.toggle("jb-chart--undrawn", !parts.some((part) => part.dataset.v === view));
      this.draw();
    }

    compose() {
      const { data, layout } = super.compose();
      for (const trace of data) if (trace.meta?.view !== undefined) trace.visible = String(trace.meta.view) === this.view;
      return { data, layout };
    }
  }

  /** The kind of chart that an element holds. */
  function meet(element) {
    if (element.querySelector(".jb-emotion:not(.jb-endless)")) return new EmotionChart(element);
    return element.querySelector("button[data-jb-view]") ? new ViewChart(element) : new Chart(element);
  }

  /** After each navigation: leave the charts that are gone, and meet those that are new. */
  function setUp() {
    for (const chart of charts) {
      if (chart.element.isConnected) continue;
      chart.end();
      charts.delete(chart);
    }
    const known = new Set([...charts].map((chart) => chart.element));
    for (const element of document.querySelectorAll("figure.jb-chart[data-jb-figure]")) {
      if (!known.has(element)) charts.add(meet(element));
    }
  }

  /** Bring the chart that `link` leads to below it, or fold it away again. @param {HTMLAnchorElement} link */
  async function unfold(link) {
    const item = link.parentElement;
    let chart = item.querySelector("figure.jb-chart");
    if (!chart) {
      const there = new URL(link.href);
      const answer = await fetch(there);
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      const found = page.getElementById(there.hash.slice(1))?.parentElement.querySelector("figure.jb-chart");
      if (!found) throw new Error("no chart there");
      for (const name of ["jbFigure", "jbPlotly"]) {
        if (found.dataset[name]) found.dataset[name] = new URL(found.dataset[name], there).href;
      }
      chart = document.adoptNode(found);
      chart.hidden = true;
      if (!item.querySelector("figure.jb-chart")) item.append(chart);
    }
    chart.hidden = !chart.hidden;
    link.setAttribute("aria-expanded", String(!chart.hidden));
    setUp();
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".jb-trends a[href*='#measure-']") : null;
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    event.stopPropagation();
    unfold(link).catch(() => location.assign(link.href));
  }, true);

  // Links in other drawings to a place on the page: the browser would follow them, Material's instant navigation does not scroll.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(":is(.jb-flows, .jb-endless) a") : null;
    const id = link?.href.baseVal.startsWith("#") ? link.href.baseVal.slice(1) : "";
    if (!id || !isPlain(event)) return;
    event.preventDefault();
    event.stopPropagation();
    goToRow(id);
  }, true);

  const redraw = () => charts.forEach((chart) => chart.draw());

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-jb-show-in-chart]") : null;
    if (!link || !isPlain(event)) return;
    const chart = [...charts].find((each) => each instanceof EmotionChart && each.plot && each.plot.offsetParent !== null);
    if (!chart) return; // on a phone the link leads to the table
    event.preventDefault();
    event.stopPropagation();
    chart.point(link.dataset.jbShowInChart);
  }, true);

  function start() {
    new MutationObserver(redraw).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    // Material says after each instant navigation that there is a new page, and once at the beginning.
    if (window.document$) window.document$.subscribe(setUp);
    else setUp();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
