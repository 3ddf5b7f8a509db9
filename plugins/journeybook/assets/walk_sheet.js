/* The walk sheet on a phone: keeps what is typed and gives the finished evidence. Runs each time that a sheet is shown, with instant navigation too;
   walk_evidence.js, walk_offline.js and walk_way.js stand before it. */
(() => {
  "use strict";
  const form = document.querySelector("#walk-sheet:not([data-jb-ready])");
  if (!form) return;
  form.dataset.jbReady = "";
  const { clean, findPerson, readDuration, writeEvidence } = globalThis.jbEvidence;
  const way = globalThis.jbWay(form);
  const find = (selector, from = form) => from.querySelector(selector);
  const findAll = (selector, from = form) => [...from.querySelectorAll(selector)];
  const LONGEST_LINK = 6000; // characters; servers and mail programs cut longer ones
  const root = new URL(form.dataset.root, location.href).pathname;
  // The same for every edition, so that a new one finds what was typed on the one before.
  const shelf = `journeybook-walk:${"edition" in form.dataset ? root.replace(/[^/]+\/$/, "") : root}`;
  const key = shelf + form.dataset.journey;
  globalThis.jbWalkSheet?.abort();
  const shown = globalThis.jbWalkSheet = new AbortController(); // ends what the sheet shown before listened to
  const fields = new Map(); // what a field is about → how it is read and written
  const choices = { levels: find("template.levels"), "yes-no": find("template.yes-no") };
  for (const [where, kind] of [[".scale", "levels"], [".yn, .asked fieldset", "yes-no"]]) for (const field of findAll(where)) field.append(choices[kind].content.cloneNode(true));
  const steps = findAll(".step, .between").map(nameFields);
  let opened = null;

  nameFields(null);
  start();

  /** Give the fields of a step, or of the whole sheet, their names; a step comes back with its own. */
  function nameFields(step) {
    const id = step?.dataset.id ?? "";
    const own = step ? findAll("[data-k]", step).filter((field) => field.closest("[data-id]") === step) : findAll("[data-k]").filter((field) => !field.closest("[data-id]"));
    for (const field of own) name(field, [id, field.dataset.k]);
    const asked = step ? findAll(".asked fieldset", step) : [];
    for (const question of asked) {
      const text = question.dataset.q ?? find("legend", question).textContent;
      const words = document.createElement("input");
      words.placeholder = "or in a few words";
      words.setAttribute("aria-label", `In words: ${find("legend", question).textContent}`);
      question.append(words);
      const who = question.parentElement.dataset.p ?? "";
      question.dataset.question = text;
      name(question, [id, "chose", text, who]);
      name(words, [id, "words", text, who]);
    }
    return { id, step, asked, label: step ? labelOf(step) : "" };
  }

  function labelOf(step) {
    const heading = find("h3", step.closest(".step")).textContent.trim();
    return step.matches(".between") ? `After: ${heading}` : heading;
  }

  function name(field, about) {
    const known = join(about);
    const radios = findAll("input[type=radio]", field);
    for (const radio of radios) radio.name = `f${fields.size}`;
    fields.set(known, radios.length
      ? { field, read: () => radios.find((r) => r.checked)?.value ?? "", write: (value) => radios.forEach((r) => { r.checked = r.value === value; r.jbWas = r.checked; }) }
      : { field, read: () => field.value, write: (value) => { field.value = value; } });
    fields.get(known).first = fields.get(known).read();
  }

  function read(...about) {
    return fields.get(join(about))?.read() ?? "";
  }

  function join(about) {
    return about.join("\u0000").replace(/\u0000+$/, "");
  }

  /** Bring the sheet to life. */
  function start() {
    find('[data-k="date"]').value ||= today();
    form.classList.add("live");
    for (const part of findAll("[data-live]")) part.hidden = false;
    for (const step of findAll(".step")) way.addNext(step);
    restore();
    if (matchMedia("(max-width: 44em)").matches) way.fold();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => { keep(event.target); show(); });
    form.addEventListener("click", takeBack);
    form.addEventListener("keydown", takeBack);
    form.addEventListener("click", act);
    addEventListener("storage", (event) => { if (event.key === key) { restore(); show(); } }, { signal: shown.signal });
    addEventListener("beforeprint", () => { opened = findAll("details:not([open])"); opened.forEach((d) => { d.open = true; }); }, { signal: shown.signal });
    addEventListener("afterprint", () => { opened?.forEach((d) => { d.open = false; }); opened = null; }, { signal: shown.signal });
    addEventListener("hashchange", way.openTarget, { signal: shown.signal });
    way.openTarget();
    show();
    globalThis.jbKeepPage(form.dataset.worker).then((kept) => { if (kept) find(".ready").textContent = "This sheet is kept here now: it works without a network."; });
  }

  /** Today on the walker's own clock. */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }

  // What was typed -----------------------------------------------------------------------------------------------------

  /** Fill in what was kept, also under ids that the journey or a touchpoint had before. What has no place any more goes to the end. */
  function restore() {
    const values = readKept();
    if (!values) return;
    const renamed = new Map(findAll("[data-formerly]").flatMap((s) => s.dataset.formerly.split(" ").map((old) => [old, s.dataset.id])));
    const homeless = [];
    for (const field of fields.values()) field.write(field.first);
    for (const [about, value] of Object.entries(values)) {
      const [id, ...rest] = about.split("\u0000");
      const [own, after] = id.split("/");
      const present = [(renamed.get(own) ?? own) + (after ? `/${after}` : ""), ...rest].join("\u0000");
      const field = fields.get(about) ?? fields.get(present);
      if (field) field.write(value);
      else if (clean(value)) homeless.push(`${[id, ...rest].filter(Boolean).join(", ")}: ${value}`);
    }
    if (homeless.length) {
      const notes = fields.get("\u0000notes");
      notes.write([notes.read(), "Noted at steps that are no longer on this sheet:", ...homeless].filter(Boolean).join("\n"));
      keep();
    }
  }

  function readKept() {
    for (const journey of [form.dataset.journey, ...form.dataset.formerly.split(" ").filter(Boolean)]) {
      try {
        const kept = JSON.parse(localStorage.getItem(shelf + journey));
        if (kept?.values) { say(kept.at); return kept.values; }
      } catch { /* nothing is kept here, or it is none of ours */ }
    }
    return null;
  }

  function keep() {
    const values = {};
    for (const [about, field] of fields) { const value = field.read(); if (value !== field.first) values[about] = value; }
    const at = Date.now();
    try {
      localStorage.setItem(key, JSON.stringify({ at, values: { ...values, "\u0000date": read("", "date") } }));
      say(at);
    } catch {
      say(null);
    }
  }

  function say(at) {
    const day = at && new Date(at).toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "short" };
    find(".kept").textContent = at ? `saved here ${new Date(at).toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit" })}` : "this browser keeps nothing: do not close the page";
  }

  // What is shown ------------------------------------------------------------------------------------------------------

  /** Everything that follows from what is typed. */
  function show() {
    const method = read("", "method");
    const persona = read("", "persona");
    form.dataset.method = method;
    for (const part of findAll("[data-m]")) part.hidden = !part.dataset.m.split(" ").includes(method);
    form.dataset.persona = persona;
    for (const part of findAll("[data-p]")) part.hidden = persona !== "" && !part.dataset.p.split(" ").includes(persona);
    for (const scale of findAll(".scale")) scale.disabled = method === "gemba";
    sayLeftOut(method);
    for (const time of findAll('[data-k="took"]')) sayTime(time);
    const sheet = gatherSheet();
    const { file, text, noted } = writeEvidence(sheet);
    find(".yaml").value = text;
    find(".file").textContent = file;
    form.classList.toggle("typed", noted.length > 0);
    const seen = new Set(noted.map((id) => id.split("/")[0]));
    for (const step of findAll(".step")) mark(step, seen.has(step.dataset.id));
    find(".count").textContent = `${seen.size} of ${findAll(".step").length} steps`;
    hint(sheet, noted, text);
    prepareSending(text);
  }

  /** All that was typed, as `writeEvidence` takes it. A question whose persona is not the one chosen was not asked. */
  function gatherSheet() {
    const head = Object.fromEntries(["method", "date", "by", "persona", "sample", "summary", "notes"].map((k) => [k, read("", k)]));
    return {
      ...head, date: head.date || today(), folder: form.dataset.folder ?? "", journey: form.dataset.journey,
      steps: steps.map(({ id, asked, label }) => ({
        id, label, ...Object.fromEntries(["feels", "expected", "took", "note", "quotes"].map((k) => [k, read(id, k)])),
        answers: asked.filter((q) => !q.closest("[hidden]")).map((q) => [q.dataset.question, ...["chose", "words"].map((k) => read(id, k, q.dataset.question, q.parentElement.dataset.p ?? ""))]),
      })),
    };
  }

  /** Beside the method: that feelings are kept here and left out of the file, where that is so. */
  function sayLeftOut(method) {
    const felt = method === "gemba" ? findAll(".scale input:checked").length : 0;
    const words = felt ? `Feelings are no part of a gemba visit: ${felt === 1 ? "the one that you noted is" : `the ${felt} that you noted are`} left out of the file, and back when you choose another method.` : "";
    const said = find(".left-out");
    if (said && said.textContent !== words) said.textContent = words;
  }

  function sayTime(field) {
    const typed = clean(field.value);
    const read = typed && readDuration(typed);
    let said = field.parentElement.querySelector("small");
    if (!said) {
      said = document.createElement("small");
      said.setAttribute("role", "status");
      field.after(said);
    }
    const words = read === null ? "not understood, so it goes into the note: write 35 min, 1 h 20 min or 2 days" : read && read !== typed ? `= ${read}` : "";
    if (said.textContent !== words) said.textContent = words;
  }

  /** What a step's line says when it is folded. */
  function mark(step, isNoted) {
    const level = form.dataset.method === "gemba" ? null : find(":scope > .at .scale input:checked", step);
    let said = find(":scope > summary .mark", step);
    if (!said) {
      said = document.createElement("span");
      find("summary", step).append(said);
    }
    said.className = `mark${level ? ` l${level.value}` : ""}`;
    said.textContent = level ? level.parentElement.textContent.replace(/^([^a-z]+)/, "$1 ") : isNoted ? "noted" : "";
  }

  function hint(sheet, noted, text) {
    const hints = [];
    if (!noted.length) hints.push("Nothing is noted yet: what is empty is left out.");
    const texts = [["Team", sheet.by], ["In the end", sheet.summary], ["In the end", sheet.notes], ...sheet.steps.flatMap((s) => [s.note, s.quotes, ...s.answers.map((a) => a[2])].map((t) => [s.label, t]))];
    for (const [where, words] of texts) {
      const person = findPerson(clean(words));
      if (person) hints.push(`${where}: this looks like ${person}. Nobody is to be found in the book, so better leave it out.`);
    }
    if (clean(sheet.sample) && !/^\d{1,6}$/.test(clean(sheet.sample))) hints.push("How many people: a whole number is wanted; what is typed goes to the notes.");
    if (text.length > 900000) hints.push("This is more than a file may hold: shorten it.");
    const box = find(".hints");
    if (box.textContent !== hints.join("")) box.replaceChildren(...[...new Set(hints)].map((words) => Object.assign(document.createElement("p"), { textContent: words })));
  }

  // What is done -------------------------------------------------------------------------------------------------------

  /** A choice that is tapped again is taken back, and with the keys by the space bar or Delete. */
  function takeBack(event) {
    const radio = event.target;
    if (!radio.matches?.("input[type=radio]") || radio.closest(".chips")) return;
    if (event.type === "keydown" && !(radio.checked && [" ", "Delete", "Backspace"].includes(event.key))) return;
    if (event.type === "keydown") event.preventDefault();
    const again = radio.jbWas;
    for (const other of form.elements[radio.name]) other.jbWas = false;
    radio.jbWas = radio.checked = !again;
    if (again) { keep(); show(); }
  }

  function act(event) {
    const button = event.target.closest("[data-act]");
    if (button) ({ copy, download, send: copy, over: askOver, forget, stay: askOver })[button.dataset.act]?.(button);
  }

  async function copy() {
    const out = find(".yaml");
    let copied = true;
    try {
      await navigator.clipboard.writeText(out.value);
    } catch {
      out.focus();
      out.select();
      copied = document.execCommand("copy"); // the old way, for pages without https
    }
    find(".said").textContent = copied ? "Copied." : "It is marked now: copy it from the menu.";
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([find(".yaml").value], { type: "application/yaml" }));
    link.download = find(".file").textContent.split("/").at(-1);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    find(".said").textContent = `Saved as ${link.download}.`;
  }

  /** The tracker or the mail, with the evidence in it as far as a link can carry it; a tap copies it all the same. */
  function prepareSending(text) {
    const link = find("[data-act=send]");
    if (!link) return;
    const to = form.dataset.send;
    const body = `${to.includes("?") ? "&" : "?"}body=${encodeURIComponent(to.startsWith("mailto:") ? text.replace(/\n/g, "\r\n") : `\`\`\`yaml\n${text}\`\`\`\n`)}`;
    const [address, anchor] = to.split("#");
    link.href = to.length + body.length <= LONGEST_LINK ? address + body + (anchor ? `#${anchor}` : "") : to;
    link.title = link.href.includes("body=") ? "" : "Too long for a link: it is copied, so paste it there";
  }

  /** Ask before all is thrown away, and again put the question away. */
  function askOver() {
    const asked = find(".sure");
    if (asked) { asked.remove(); find("[data-act=over]").hidden = false; find("[data-act=over]").focus(); return; }
    const question = document.createElement("p");
    question.className = "sure acts";
    question.innerHTML = 'Throw away all that is typed here? <button type="button" class="jb-button" data-act="forget">Throw away</button> <button type="button" class="jb-button" data-act="stay">Keep it</button>';
    find("[data-act=over]").hidden = true;
    find("#finish .acts").after(question);
    find("[data-act=stay]", question).focus();
  }

  function forget() {
    askOver();
    for (const journey of [form.dataset.journey, ...form.dataset.formerly.split(" ")]) localStorage.removeItem(shelf + journey);
    for (const field of fields.values()) field.write(field.first);
    find('[data-k="date"]').value = today();
    find(".kept").textContent = "";
    find(".said").textContent = "";
    show();
    way.fold();
    document.querySelector(".jb-walk h1").scrollIntoView();
  }
})();
