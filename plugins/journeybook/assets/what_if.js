/**
 * What if: a reader ticks improvements of a journey, and sees what they change together: score, finish and the dashed line.
 *
 * The sums are those of what_if_sums.js. What they are made of comes from the file `what-if.json` beside the chart's, once
 * somebody ticks. The choice is kept in the address: `?if=one-price,greeter`.
 */
(() => {
  "use strict";
  const { onPage, make, writeAddress } = window.journeybook;
  const { expectAll, trace } = window.jbWhatIf;

  /** The drawing's path through points; a point between two gaps is not drawn. */
  function drawPath(points, across, down) {
    const stretches = [[]];
    for (const point of points) {
      if (point.y === null) stretches.push([]);
      else stretches.at(-1).push(`${across(point.x)} ${down(point.y)}`);
    }
    return stretches.filter((stretch) => stretch.length > 1).map((stretch) => `M${stretch.join(" ")}`).join("");
  }

  const round = (number, digits) => Math.sign(number) * Math.floor(Math.abs(number) * 10 ** digits + 0.5 + 1e-9) / 10 ** digits;

  /** To whole numbers, halves to the even one as Python does it: the drawing's places. */
  const roundEven = (number) => (Math.abs(number) % 1 === 0.5 ? 2 * Math.round(number / 2) : Math.round(number));

  function saySigned(number) {
    if (number === null) return "–";
    const short = round(number, 2);
    return `${short > 0 ? "+" : short < 0 ? "−" : ""}${Math.abs(short).toFixed(2)}`;
  }

  function sayShare(number) {
    if (number === null) return "–";
    const percent = round(number * 100, 0);
    return percent === 0 && number > 0 ? "<1%" : `${percent < 0 ? "−" : ""}${Math.abs(percent)}%`;
  }

  function makeButton(words, action) {
    const button = make("button", { type: "button", class: "jb-button" }, words);
    button.addEventListener("click", action);
    return button;
  }

  /** The choice of one page. */
  class Choice {
    /** @param {HTMLTableElement} table @param {HTMLElement} figure the emotion chart */
    constructor(table, figure) {
      this.figure = figure;
      /** Beside the chart's data, whatever the style of addresses. */
      this.address = new URL(figure.dataset.jbFigure.replace(/[^/]*$/, "what-if.json"), document.baseURI);
      /** @type {Promise<Journey> | null} */
      this.loading = null;
      /** @type {Map<string, HTMLInputElement>} */
      this.ticks = new Map();
      for (const row of table.querySelectorAll("tr[id^=improvement-]")) {
        if (row.querySelector(".s-idea, .s-planned, .s-doing")) this.addTick(row);
      }
      this.addPanel(table);
      this.told = make("p", { class: "jb-what-if__told" });
      this.told.hidden = true;
      figure.querySelector("figcaption")?.before(this.told);
      // A reader asks for what is planned: the choice gives way to it.
      figure.addEventListener("click", (event) => {
        if (event.isTrusted && event.target.closest("[data-jb-expected]") && this.chosen.length) this.choose([]);
      }, true);
      this.readAddress();
    }

    get chosen() {
      return [...this.ticks].filter(([, tick]) => tick.checked).map(([id]) => id);
    }

    addTick(row) {
      const title = row.querySelector(".title");
      const tick = make("input", { type: "checkbox", "aria-label": `What if: ${title.textContent.trim()}` });
      tick.addEventListener("change", () => this.follow());
      title.before(make("label", { class: "jb-what-if__tick" }, tick));
      this.ticks.set(row.id.replace("improvement-", ""), tick);
    }

    addPanel(table) {
      this.planned = makeButton("All planned and doing", async () => {
        const journey = await this.load();
        if (journey) this.choose(journey.improvements.filter((each) => each.status !== "idea").map((each) => each.id));
      });
      this.planned.hidden = !table.querySelector(".s-planned, .s-doing");
      this.reset = makeButton("Reset", () => this.choose([]));
      this.reset.hidden = true;
      this.result = make("div", { class: "jb-what-if__result", "aria-live": "polite" });
      const ask = make("p", {}, make("b", {}, "What if?"), " Tick improvements to see what they change together.");
      this.panel = make("div", { class: "jb-what-if", "data-search-exclude": "" }, ask, make("p", { class: "jb-what-if__buttons" }, this.planned, this.reset), this.result);
      table.before(this.panel);
    }

    /** Fetch what the sums are made of, once; null where that fails, and the next tick tries again. */
    load() {
      this.loading ||= fetch(this.address).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status)));
      return this.loading.catch(() => {
        this.loading = null;
        return null;
      });
    }

    choose(ids) {
      for (const [id, tick] of this.ticks) tick.checked = ids.includes(id);
      return this.follow();
    }

    readAddress() {
      const asked = new URLSearchParams(location.search).get("if");
      if (!asked) return;
      // An earlier id leads to its row, too.
      const rows = asked.split(",").map((id) => document.getElementById(`improvement-${id}`)?.closest("tr"));
      this.choose(rows.filter(Boolean).map((row) => row.id.replace("improvement-", "")));
    }

    /** Bring everything in line with what is ticked. */
    async follow() {
      const { chosen } = this;
      writeAddress([["if", chosen.length ? chosen.join(",") : null]]);
      this.reset.hidden = chosen.length === 0;
      if (!chosen.length) {
        this.clear();
        return;
      }
      this.figure.querySelector("[data-jb-expected][aria-pressed=true]")?.click(); // one dashed line is enough
      const journey = await this.load();
      if (!this.panel.isConnected || chosen.join() !== this.chosen.join()) return; // something else was ticked meanwhile
      if (!journey) {
        this.clear();
        this.panel.classList.add("is-on");
        this.result.replaceChildren(make("p", {}, "The figures could not be loaded. Tick again to try once more."));
        return;
      }
      this.show(journey, chosen);
    }

    clear() {
      this.panel.classList.remove("is-on");
      this.result.replaceChildren();
      this.told.hidden = true;
      this.figure.dispatchEvent(new CustomEvent("jb:expected", { detail: null }));
    }

    /** @param {Journey} journey @param {string[]} chosen */
    show(journey, chosen) {
      const outcome = expectAll(journey, chosen);
      const points = trace(journey, outcome);
      const now = trace(journey, expectAll(journey, []));
      const score = outcome.score ?? journey.score;
      const finish = outcome.finish ?? journey.finish;
      this.panel.classList.add("is-on");
      this.result.replaceChildren(
        sketch(journey, now, points),
        tell("Score", saySigned(journey.score), saySigned(score), score - journey.score),
        ...(finish === null ? [] : [tell("Still with us", sayShare(journey.finish), sayShare(finish), finish - journey.finish)]),
        ...this.nameSilent(journey, chosen),
        make("p", { class: "jb-what-if__silent" }, "To share this choice, send the address of this page."),
      );
      this.told.replaceChildren(
        `What if ${chosen.length === 1 ? "1 improvement works" : `${chosen.length} improvements work`}: score ${saySigned(journey.score)} → ${saySigned(score)}`,
        finish === null ? "" : `, still with us ${sayShare(journey.finish)} → ${sayShare(finish)}`,
        ". ", this.makeWay(), " ", makeButton("Reset", () => { this.choose([]); this.figure.querySelector("button")?.focus(); }),
      );
      this.told.hidden = false;
      const { left, right, span, lowest, step } = journey.plot;
      const floor = Number(this.figure.querySelector("svg[data-floor]")?.dataset.floor ?? 0);
      const path = drawPath(points,
        (x) => roundEven((left + (right - left) * (x + 0.5) / span) * 1000),
        (y) => round(floor - (y - lowest) * step, 1));
      const detail = { x: points.map((point) => point.x), y: points.map((point) => point.y), path };
      this.figure.dispatchEvent(new CustomEvent("jb:expected", { detail }));
    }

    makeWay() {
      return make("a", { href: "#improvements" }, "Change the choice");
    }

    /** Those that say nothing that could change a figure. */
    nameSilent(journey, chosen) {
      const silent = journey.improvements.filter((each) => chosen.includes(each.id) && each.lifts_to === null
        && each.loses_to === null && !each.removes.length);
      if (!silent.length) return [];
      const titles = silent.map(({ id }) => this.ticks.get(id).closest("th").querySelector(".title").textContent.trim());
      return [make("p", { class: "jb-what-if__silent" }, `No figure changes by “${titles.join("”, “")}”: nobody has written down what it lifts, removes or keeps.`)];
    }
  }

  /** A figure as it is and as it would be. */
  function tell(name, before, after, rise) {
    const change = make("b", { class: Math.abs(rise) < 1e-9 ? "" : rise > 0 ? "up" : "down" }, after);
    return make("p", { class: "jb-what-if__figure" }, make("span", {}, name), ` ${before} → `, change);
  }

  /** Both lines, small: the chart may be out of sight, and on a phone there is none. */
  function sketch(journey, now, then) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 200 46");
    svg.setAttribute("aria-hidden", "true");
    const across = (x) => round(3 + 194 * (x + 0.5) / journey.plot.span, 1);
    const down = (y) => round(23 - y * 10, 1);
    for (const [name, d] of [["even", "M0 23H200"], ["now", drawPath(now, across, down)], ["then", drawPath(then, across, down)]]) {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("class", name);
      path.setAttribute("d", d);
      svg.append(path);
    }
    return svg;
  }

  /** Meet the improvements of the page that is shown, once. */
  function setUp() {
    const table = document.querySelector(".jb-improvements:not([data-jb-what-if])");
    const figure = document.querySelector("figure.jb-chart:has(.jb-emotion)[data-jb-figure]");
    if (!table || !figure || !table.querySelector("tr[id^=improvement-] :is(.s-idea, .s-planned, .s-doing)")) return;
    table.dataset.jbWhatIf = "";
    new Choice(table, figure);
  }

  onPage(setUp);
})();
