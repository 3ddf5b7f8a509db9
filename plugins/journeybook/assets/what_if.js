/**
 * What if: a reader ticks improvements of a journey, and sees what they change together: score, finish and the dashed line.
 *
 * The sums are those of the build (analysis/expected.py); a test compares both. What they are made of comes from the file
 * `what-if.json` beside the chart's, once somebody ticks. The choice is kept in the address: `?if=one-price,greeter`.
 */
(() => {
  "use strict";

  const MOMENT_OF_TRUTH = 2;

  /**
   * @typedef {{id: string, of?: string, truth?: boolean, x: number | null}} Moment
   * @typedef {{id: string, status: string, fixes: string[], removes: string[], lifts_to: number | null, loses_to: number | null}} Improvement
   * @typedef {{score: number | null, finish: number | null, shares: Record<string, number>, moments: Moment[],
   *   values: Record<string, Record<string, number>>, steps: string[][], reach: Record<string, number>,
   *   lost: Record<string, Record<string, number>>, improvements: Improvement[], places: string[][],
   *   plot: {left: number, right: number, span: number, lowest: number, step: number}}} Journey
   * @typedef {{removed: Set<string>, lifts: Map<string, number>, loses: Map<string, number>, feels: boolean, keeps: boolean}} Change
   */

  // The arithmetic. Nothing here knows of the page; null is what cannot be computed.

  /** Mean over the personas that have a figure, by share. @param {Record<string, number>} figures */
  function meanByShare(figures, shares) {
    let total = 0;
    let weight = 0;
    for (const [persona, share] of Object.entries(shares)) {
      if (figures[persona] === undefined) continue;
      total += share * figures[persona];
      weight += share;
    }
    return weight ? total / weight : null;
  }

  /** Put improvements together. @param {Improvement[]} improvements @returns {Change} */
  function combine(improvements) {
    const change = { removed: new Set(), lifts: new Map(), loses: new Map(), feels: false, keeps: false };
    for (const { fixes, removes, lifts_to: lift, loses_to: loss } of improvements) {
      removes.forEach((moment) => change.removed.add(moment));
      change.feels ||= lift !== null || removes.length > 0;
      change.keeps ||= loss !== null || removes.length > 0;
      for (const moment of fixes) {
        if (lift !== null) change.lifts.set(moment, Math.max(lift, change.lifts.get(moment) ?? lift));
        if (loss !== null) change.loses.set(moment, Math.min(loss, change.loses.get(moment) ?? loss));
      }
    }
    return change;
  }

  /** Divide one step among the ways to do it, by reach where all have one, else equally. */
  function shareStep(ways, reach) {
    const total = ways.reduce((sum, way) => sum + (reach[way] ?? NaN), 0);
    return ways.map((way) => [way, ways.length > 1 && total > 0 ? reach[way] / total : 1 / ways.length]);
  }

  /** What each moment that is left weighs. @param {Journey} journey @param {Set<string>} removed */
  function weigh(journey, removed) {
    const truths = new Set(journey.moments.filter((moment) => moment.truth).map((moment) => moment.id));
    const shares = new Map();
    const weights = new Map();
    for (const ways of journey.steps) {
      const left = ways.filter((way) => !removed.has(way));
      for (const [way, share] of shareStep(ways, journey.reach)) shares.set(way, share);
      for (const [way, share] of shareStep(left, journey.reach)) shares.set(way, share);
      const step = left.some((way) => truths.has(way)) ? MOMENT_OF_TRUTH : 1;
      for (const way of left) weights.set(way, step * shares.get(way));
    }
    for (const moment of journey.moments) {
      if (moment.of !== undefined && !removed.has(moment.id)) weights.set(moment.id, shares.get(moment.of));
    }
    return weights;
  }

  /** What a moment's value for one persona becomes. */
  const liftValue = (value, moment, change) => Math.max(value, change.lifts.get(moment) ?? value);

  /** The expected value of every moment, by id: null for gaps and for what is removed. */
  function expectMoments(journey, change) {
    return new Map(journey.moments.map(({ id }) => {
      const felt = Object.entries(journey.values).flatMap(([persona, values]) =>
        values[id] === undefined ? [] : [[persona, liftValue(values[id], id, change)]]);
      return [id, change.removed.has(id) ? null : meanByShare(Object.fromEntries(felt), journey.shares)];
    }));
  }

  /** The expected score; null where nothing lifts or removes, and where nothing is left to score. */
  function expectScore(journey, change) {
    if (!change.feels) return null;
    const weights = weigh(journey, change.removed);
    const scores = {};
    for (const [persona, values] of Object.entries(journey.values)) {
      let total = 0;
      let whole = 0;
      for (const [moment, value] of Object.entries(values)) {
        if (!weights.has(moment)) continue;
        total += weights.get(moment) * liftValue(value, moment, change);
        whole += weights.get(moment);
      }
      if (whole) scores[persona] = total / whole;
    }
    return meanByShare(scores, journey.shares);
  }

  /** The expected finish; null where it is not known now, and where nothing removes or says what is lost. */
  function expectFinish(journey, change) {
    if (!change.keeps || journey.finish === null) return null;
    let there = 1;
    for (const { id, of } of journey.moments) {
      if (of !== undefined) continue;
      const here = journey.reach[id] ?? Math.max(there, 0);
      there -= here * expectLoss(journey, change, id);
    }
    return there;
  }

  function expectLoss(journey, change, touchpoint) {
    if (change.removed.has(touchpoint) || !journey.lost[touchpoint]) return 0;
    const cap = change.loses.get(touchpoint) ?? Infinity;
    const capped = Object.entries(journey.lost[touchpoint]).map(([persona, lost]) => [persona, Math.min(lost, cap)]);
    return meanByShare(Object.fromEntries(capped), journey.shares) ?? 0;
  }

  /** What the chosen improvements change together. @param {Journey} journey @param {string[]} chosen ids */
  function expectAll(journey, chosen) {
    const change = combine(journey.improvements.filter((each) => chosen.includes(each.id)));
    return {
      score: expectScore(journey, change),
      finish: expectFinish(journey, change),
      moments: expectMoments(journey, change),
      removed: change.removed,
    };
  }

  /** The points of the line as the chart draws it: at alternatives the first one that has a value; null is a gap. */
  function trace(journey, { moments, removed }) {
    const known = new Map(journey.moments.map((moment) => [moment.id, moment]));
    const waits = new Map(journey.moments.filter((moment) => moment.of !== undefined).map((moment) => [moment.of, moment.id]));
    return journey.places.flatMap((ways) => {
      const taken = ways.find((way) => moments.get(way) !== null) ?? ways[0];
      return [taken, waits.get(taken)].filter((id) => id !== undefined && !removed.has(id))
        .map((id) => ({ x: known.get(id).x, y: moments.get(id) }));
    });
  }

  window.jbWhatIf = Object.freeze({
    expect: (journey, chosen) => {
      const { score, finish, moments } = expectAll(journey, chosen);
      return { score, finish, moments: Object.fromEntries(moments) };
    },
    trace: (journey, chosen) => trace(journey, expectAll(journey, chosen)),
  });

  // The page.

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

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function makeButton(words, action) {
    const button = make("button", "jb-button", words);
    button.type = "button";
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
      this.told = make("p", "jb-what-if__told");
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
      const tick = make("input");
      tick.type = "checkbox";
      tick.setAttribute("aria-label", `What if: ${title.textContent.trim()}`);
      tick.addEventListener("change", () => this.follow());
      title.before(make("label", "jb-what-if__tick", tick));
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
      this.result = make("div", "jb-what-if__result");
      this.result.setAttribute("aria-live", "polite");
      const ask = make("p", "", make("b", "", "What if?"), " Tick improvements to see what they change together.");
      this.panel = make("div", "jb-what-if", ask, make("p", "jb-what-if__buttons", this.planned, this.reset), this.result);
      this.panel.dataset.searchExclude = "";
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

    writeAddress(chosen) {
      const query = new URLSearchParams(location.search);
      if (chosen.length) query.set("if", chosen.join(","));
      else query.delete("if");
      const search = query.toString().replaceAll("%2C", ",");
      history.replaceState(history.state, "", location.pathname + (search ? `?${search}` : "") + location.hash);
    }

    /** Bring everything in line with what is ticked. */
    async follow() {
      const { chosen } = this;
      this.writeAddress(chosen);
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
        this.result.replaceChildren(make("p", "", "The figures could not be loaded. Tick again to try once more."));
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
      const link = make("a", "", "Change the choice");
      link.href = "#improvements";
      return link;
    }

    /** Those that say nothing that could change a figure. */
    nameSilent(journey, chosen) {
      const silent = journey.improvements.filter((each) => chosen.includes(each.id) && each.lifts_to === null
        && each.loses_to === null && !each.removes.length);
      if (!silent.length) return [];
      const titles = silent.map(({ id }) => this.ticks.get(id).closest("th").querySelector(".title").textContent.trim());
      return [make("p", "jb-what-if__silent", `No figure changes by “${titles.join("”, “")}”: nobody has written down what it lifts, removes or keeps.`)];
    }
  }

  /** A figure as it is and as it would be. */
  function tell(name, before, after, rise) {
    const change = make("b", Math.abs(rise) < 1e-9 ? "" : rise > 0 ? "up" : "down", after);
    return make("p", "jb-what-if__figure", make("span", "", name), ` ${before} → `, change);
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

  // Material's instant navigation replaces the page without loading it anew.
  if (window.document$) window.document$.subscribe(setUp);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
  else setUp();
})();
