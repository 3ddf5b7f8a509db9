/* What was typed on a walk sheet → an evidence file that `journeybook check` takes. Functions without a page; used by walk_sheet.js. */
globalThis.jbEvidence = (() => {
  "use strict";
  const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085]/g;
  const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|\p{Surrogate}/gu; // no file may hold them
  const UNITS = { s: "s sec secs second seconds", min: "m min mins minute minutes", h: "h hr hrs hour hours", day: "d day days", week: "w wk wks week weeks" };
  const UNIT = Object.fromEntries(Object.entries(UNITS).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit])));
  const MAIL = /[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+/u;
  const PHONE = /(^|[^\p{L}\p{N}_.,-])\+?\(?\d(?:[ ()/.-]{0,2}\d){6,14}(?![\p{L}\p{N}_%])/u;
  const DATE = /\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}|\d\d?\/\d\d?\/\d{4}|\b(19|20)\d\d[-/ –](19|20)\d\d\b/g;
  const NAME = /(^|[^\p{L}\p{N}_])(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?|Miss|Sir|Madam|Herr|Frau|Monsieur|Madame|Señora?|[Mm]y name(?: is|['’]s))\s+(?!(?:Or|And|The|You|Not|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b)\p{Lu}\p{Ll}/u;

  /** Text as it may stand in a file: line feeds alone, nothing that cannot be seen, no blanks around it. */
  function clean(text) {
    return String(text ?? "").replace(LINE_ENDS, "\n").replace(UNSEEN, "").trim();
  }

  /** Text in double quotes, exactly as it is: what a file may not hold is escaped. */
  function quoted(text) {
    return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }

  /** A key; YAML wants a long one on a line of its own, after a question mark. */
  function keyed(key) {
    return key.length < 1000 ? key : `? ${key}\n      `;
  }

  /** A duration as the handbook writes it, from what people type: `35`, `35min`, `1h 20`, `about 1,5 h`. Minutes where no unit stands; null where it is not understood. */
  function readDuration(typed) {
    let rest = clean(typed).toLowerCase().replace(/^(about|around|approximately|approx\.?|circa|ca\.?|~|≈)\s*/, "");
    if (/^half an? hour$/.test(rest)) return "30 min";
    rest = rest.replace(/^(an?|one) (?=[a-z])/, "1 ");
    const parts = [];
    let last = "";
    while (rest) {
      const found = /^(\d{1,5}(?:[.,]\d{1,2})?)(?![\d.,])\s*([a-z]*)\.?(?:\s*,|\s+and\b)?\s*/.exec(rest);
      if (!found) return null;
      rest = rest.slice(found[0].length);
      const bare = !found[2] && !rest && (!parts.length || last === "h"); // `35`, and the 20 of `1h 20`
      const unit = bare ? "min" : Object.hasOwn(UNIT, found[2]) && UNIT[found[2]];
      if (!unit) return null;
      const number = Number(found[1].replace(",", "."));
      parts.push(`${number} ${unit}${number !== 1 && unit.length > 3 ? "s" : unit === "day" && number !== 1 ? "s" : ""}`);
      last = unit;
    }
    return parts.join(" ") || null;
  }

  /** What in a text could find a person, as `journeybook check` looks for it: words for a hint, or null. Most names cannot be told from other words. */
  function findPerson(text) {
    if (MAIL.test(text)) return "a mail address";
    if (PHONE.test(text.replace(DATE, ""))) return "a phone number";
    return NAME.test(text) ? "a name" : null;
  }

  /** An id made from a name as the handbook makes it; empty where nothing is left. */
  function makeId(name) {
    const plain = clean(name).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  /** The answers by question, and what goes into the note. Only a bare yes or no is counted, so words beside one go there; so does a second answer to a question that stands twice. */
  function gather(answers) {
    const byQuestion = new Map();
    const beside = [];
    for (const [question, choice, typed] of answers) {
      const words = clean(typed);
      const said = choice || words;
      if (!said) continue;
      if (!byQuestion.has(question)) byQuestion.set(question, said);
      const kept = byQuestion.get(question) === said;
      const more = [kept ? "" : said, choice ? words : ""].filter(Boolean).join(": ");
      if (more) beside.push(`${clean(question)} ${more}`);
    }
    return [byQuestion, beside];
  }

  /** One observation as lines; none where nothing was noted. A time that is not understood goes into the note. */
  function writeObservation(step, feels) {
    const took = clean(step.took) && readDuration(step.took);
    const [answers, beside] = gather(step.answers ?? []);
    const note = [clean(step.note), ...beside, took === null ? `Time as typed: ${clean(step.took)}` : ""].filter(Boolean).join("\n");
    const quotes = clean(step.quotes).split("\n").map((line) => line.trim()).filter(Boolean);
    const lines = [];
    if (feels && step.feels) lines.push(`    feels: ${step.feels}`);
    if (step.expected) lines.push(`    expected: ${step.expected === "yes"}`);
    if (took) lines.push(`    took: ${took}`);
    if (note) lines.push(`    note: ${quoted(note)}`);
    if (quotes.length) lines.push("    quotes:", ...quotes.map((quote) => `      - ${quoted(quote)}`));
    if (answers.size) lines.push("    answers:", ...[...answers].map(([question, said]) => `      ${keyed(quoted(question))}: ${quoted(said)}`));
    return lines.length ? [`  ${step.id}:`, ...lines] : [];
  }

  /** The file: its path, below the folder of the content where that is known, and its text. `sheet` holds what was typed, all of it as text; `noted` names what was observed. */
  function writeEvidence(sheet) {
    const by = makeId(sheet.by);
    const people = clean(sheet.sample);
    const sample = /^\d{1,6}$/.test(people) ? String(Number(people)) : "";
    const lost = [[sheet.by, by, "Team"], [people, sample, "How many people"]].filter(([typed, read]) => clean(typed) && !read);
    const notes = [clean(sheet.notes), ...lost.map(([typed, , what]) => `${what} as typed: ${clean(typed)}`)].filter(Boolean).join("\n\n");
    const observed = sheet.steps.map((step) => [step.id, writeObservation(step, sheet.method !== "gemba")]).filter(([, written]) => written.length);
    const file = `${clean(sheet.folder)}evidence/${sheet.journey}/${sheet.date}-${sheet.method}.yml`;
    const lines = [`# ${file}`, `journey: ${sheet.journey}`, `method: ${sheet.method}`, `date: ${sheet.date}`];
    for (const [key, value] of [["by", by], ["persona", sheet.persona], ["sample", sample]]) if (value) lines.push(`${key}: ${value}`);
    for (const [key, value] of [["summary", clean(sheet.summary)], ["notes", notes]]) if (value) lines.push(`${key}: ${quoted(value)}`);
    if (observed.length) lines.push("observations:", ...observed.flatMap(([, written]) => written));
    return { file, text: `${lines.join("\n")}\n`, noted: observed.map(([id]) => id) };
  }

  return { clean, findPerson, readDuration, writeEvidence };
})();
