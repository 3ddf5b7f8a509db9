/**
 * The sums of what if: those of the build (analysis/expected.py), over the file `what-if.json` of a journey. A test compares
 * both. Nothing here knows of the page; null is what cannot be computed. Used by what_if.js.
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
    expectAll,
    trace,
    /** As plain data, for tests. */
    expect: (journey, chosen) => {
      const { score, finish, moments } = expectAll(journey, chosen);
      return { score, finish, moments: Object.fromEntries(moments) };
    },
  });
})();
