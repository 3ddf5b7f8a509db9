/* What a reader chose to see: one set of choices a page, for all of its lists. It stands in the address, so that it can be
   sent; who, which team, channel, phase and tag are kept for the visit as well, and a list that is opened without a choice
   takes them. Used by lists.js. */
(() => {
  "use strict";
  const { keep, kept, writeAddress } = window.journeybook;

  /** The choices that are kept from page to page; the others belong to one list. */
  const KEPT = ["persona", "team", "channel", "lifecycle", "tag"];

  /** What they are called when there are several. */
  const PLURALS = { persona: "personas", team: "teams", channel: "channels", lifecycle: "phases", tag: "tags" };

  /** The value of a field by what an address says, also by an earlier id; null where it does not offer that. */
  function resolve(field, said) {
    if (field.type === "checkbox") return said === "0" || said === "" ? null : field.value;
    const options = [...field.options].filter((option) => option.value);
    const found = options.find((option) => option.value === said)
      ?? options.find((option) => (option.dataset.was ?? "").split(" ").includes(said));
    return found ? found.value : null;
  }

  /** The choices of the page that is shown. */
  class Choices {
    /** @param {() => HTMLFormElement[]} forms finds the forms of the page, each time anew */
    constructor(forms) {
      this.forms = forms;
      /** Name of a field → what is chosen in it. @type {Map<string, string>} */
      this.chosen = new Map();
      /** Names of those that the address did not ask for. @type {Set<string>} */
      this.before = new Set();
      /** What the address asks for and no list of the page has. @type {[string, string][]} */
      this.unknown = [];
      this.search = null;
    }

    /** All fields of a name. */
    fields(name) {
      return this.forms().flatMap((form) => [...form.elements].filter((field) => (name ? field.name === name : field.name)));
    }

    /** Take the choices of a page that was just opened: its address's, else those kept. */
    open() {
      if (this.readAddress()) {
        this.keepAll();
        return;
      }
      const from = kept("sessionStorage", "choices") ?? {};
      for (const name of KEPT) {
        if (typeof from[name] !== "string") continue;
        if (!this.fields(name).some((field) => resolve(field, from[name]) === from[name])) continue;
        this.chosen.set(name, from[name]);
        this.before.add(name);
      }
    }

    /** Take over what the address says; tells whether it says anything. */
    readAddress() {
      const query = new URLSearchParams(location.search);
      const names = new Set([...this.fields().map((field) => field.name), ...KEPT]);
      this.chosen.clear();
      this.before.clear();
      this.unknown = [];
      this.search = location.search;
      let any = false;
      for (const [name, said] of query) {
        if (!names.has(name) || !said) continue;
        any = true;
        const values = this.fields(name).map((field) => resolve(field, said));
        const value = values.find((found) => found !== null);
        if (value !== undefined) this.chosen.set(name, value);
        else if (said !== "0" && name !== "sort") this.unknown.push([name, said]);
      }
      return any;
    }

    /** Choose something in a field, or nothing when `value` is empty. */
    choose(name, value) {
      if (value) this.chosen.set(name, value);
      else this.chosen.delete(name);
      this.before.delete(name);
      this.unknown = [];
      this.writeAddress();
      this.keepAll();
    }

    /** Choose nothing, and keep nothing. */
    clear() {
      this.forget();
      keep("sessionStorage", "choices", null);
    }

    /** Choose nothing on this page: what is kept stays for the next one. */
    forget() {
      this.chosen.clear();
      this.before.clear();
      this.unknown = [];
      this.writeAddress();
    }

    /** Keep what is shown. What this page does not offer stays as it was kept. */
    keepAll() {
      const found = { ...kept("sessionStorage", "choices") };
      for (const name of KEPT) {
        if (this.chosen.has(name)) found[name] = this.chosen.get(name);
        else if (this.fields(name).length && !this.unknown.some(([other]) => other === name)) delete found[name];
      }
      keep("sessionStorage", "choices", Object.keys(found).length ? found : null);
    }

    writeAddress() {
      const names = new Set([...this.fields().map((field) => field.name), ...KEPT]);
      writeAddress([...[...names].map((name) => [name, null]), ...this.chosen]);
      this.search = location.search;
    }

    /** Why a choice of the address is not made, in words. */
    explain([name, said]) {
      const label = this.fields(name)[0]?.closest("label")?.querySelector("span")?.textContent;
      if (!label) return `This page cannot be narrowed by ${name === "lifecycle" ? "phase" : name}.`;
      return `“${said}” is not among the ${PLURALS[name] ?? `choices of ${label}`} here.`;
    }
  }

  window.journeybook.Choices = Choices;
})();
