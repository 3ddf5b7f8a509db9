/* My team: chosen once, kept in this browser, shown in the theme's header. Its menu leads to the parts of the team's page.
   The teams come from data/names.json, when somebody asks for them. */
(() => {
  "use strict";
  const { root, nameOf, keep, kept, onPage, make, icon } = window.journeybook;

  /** Parts of a team's page, as a member would ask for them. */
  const PARTS = [
    ["touchpoints", "What to do when it fails"],
    ["red-points", "What hurts"],
    ["backlog", "Our backlog"],
    ["neighbours", "Whom to call next door"],
    ["new", "What is new for us"],
  ];

  const MANY = 12; // teams from which on a filter helps

  const HEADS = "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8m0 2c-4 0-7 2-7 5v2h14v-2c0-3-3-5-7-5m6.500-2.100a4 4 0 1 0 0-7.800 6 6 0 0 1 0 7.800m2.500 2.300q2 1.900 2 4.800v2h4v-2c0-2.600-2.600-4.400-6-4.800";

  /** @typedef {{id: string, name: string, url?: string, formerly?: string[]}} Team */

  /** @type {Promise<Team[]> | null} */
  let teams = null;
  let button = null;
  let dialog = null;

  /** The teams of the book; a load that failed may be tried again. */
  function loadTeams() {
    teams ??= fetch(new URL("data/names.json", root))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((data) => data.teams)
      .catch((error) => {
        teams = null;
        throw error;
      });
    return teams;
  }

  /** The team that was chosen; null for none. @returns {Team | null} */
  function mine() {
    const team = kept("localStorage", "team");
    return team && typeof team.id === "string" && typeof team.name === "string" ? team : null;
  }

  function choose(team) {
    keep("localStorage", "team", team && { id: team.id, name: team.name, url: team.url });
    label();
    markPage();
  }

  const addressOf = (team) => new URL(team.url ?? `teams/${team.id}/`, root).href;

  /** The id of the team whose page is shown; null on other pages. */
  function teamOfPage() {
    const home = new URL(root).pathname;
    const path = location.pathname.startsWith(home) ? location.pathname.slice(home.length) : "";
    return path.match(/^teams\/([a-z0-9-]+)(?:\/(?:index\.html)?|\.html)?$/)?.[1].replace(/^index$/, "") || null;
  }

  /** Say in the header whose the book is. */
  function label() {
    const team = mine();
    button?.querySelector("span").replaceChildren(...(team ? [make("i", {}, "My team: "), team.name] : ["My team"]));
  }

  /** Put the button into Material's header; other themes stay as they are. */
  function addButton() {
    const title = document.querySelector(".md-header__inner > .md-header__title");
    if (!title || button?.isConnected) return;
    button = make("button", { type: "button", class: "jb-team", "aria-haspopup": "dialog", title: "My team" }, make("span", {}));
    button.prepend(icon(HEADS));
    button.addEventListener("click", open);
    button.addEventListener("pointerenter", () => loadTeams().catch(() => {}));
    title.after(button);
    label();
  }

  /** On a team's page: say that it is one's own, or offer to make it so. */
  function markPage() {
    document.querySelector(".jb-this-team")?.remove();
    const id = teamOfPage();
    const heading = id && button ? document.querySelector(".jb h1") : null;
    if (!heading) return;
    const place = make("p", { class: "jb-this-team" });
    if (mine()?.id === id) {
      place.append("This is your team");
    } else {
      const name = heading.textContent.trim();
      const here = new URL(location.pathname, location.href).href.slice(root.length);
      const take = make("button", { type: "button", class: "jb-button" }, "This is my team");
      take.addEventListener("click", () => {
        choose({ id, name, url: here });
        button.focus();
      });
      place.append(take);
    }
    heading.before(place);
  }

  /** Open the menu below the button: the parts of one's team, or the choice. */
  async function open() {
    dialog ??= makeDialog();
    const team = mine();
    if (team) showParts(team);
    else showChoice("");
    const box = button.getBoundingClientRect();
    dialog.style.setProperty("--top", `${Math.round(box.bottom)}px`);
    dialog.showModal();
    const room = document.documentElement.clientWidth;
    const right = Math.max(8, Math.min(room - box.right, room - dialog.offsetWidth - 8));
    dialog.style.setProperty("--right", `${Math.round(right)}px`);
    if (!team) return;
    try {
      const all = await loadTeams();
      const now = all.find((each) => each.id === team.id) ?? all.find((each) => each.formerly?.includes(team.id));
      if (mine()?.id !== team.id || !dialog.open) return;
      if (!now) {
        choose(null);
        showChoice(`${team.name} is no longer in this book.`);
      } else if (now.id !== team.id || now.name !== team.name || now.url !== team.url) {
        choose(now);
        showParts(now);
      }
    } catch {
      // What was kept is good enough.
    }
  }

  function makeDialog() {
    const made = make("dialog", { class: "jb-team-menu", "aria-labelledby": "jb-team-menu" });
    made.addEventListener("click", (event) => {
      if (event.target === made || event.target.closest("a")) made.close();
    });
    document.body.append(made);
    return made;
  }

  function show(title, ...parts) {
    const close = make("button", { type: "button", class: "jb-team-menu__close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(make("h2", { id: "jb-team-menu" }, title), close, ...parts);
  }

  function showParts(team) {
    const address = addressOf(team);
    const links = PARTS.map(([part, words]) => make("li", {}, make("a", { href: `${address}#${part}` }, words)));
    links[0].firstChild.autofocus = true;
    const change = make("button", { type: "button" }, "Change team");
    change.addEventListener("click", () => showChoice("").then(focusFirst));
    show(make("a", { href: address }, team.name), make("ul", {}, ...links), make("p", {}, change));
    if (dialog.open) focusFirst();
  }

  function focusFirst() {
    dialog.querySelector("[autofocus]")?.focus();
  }

  /** Let the reader choose; `word` says why, when nobody asked for it. */
  async function showChoice(word) {
    const said = make("p", { role: "status" }, word || "Kept in this browser alone.");
    show("Which team is yours?", said);
    try {
      const all = await loadTeams();
      if (!all.length) {
        said.textContent = "No team is written down in this book yet.";
        return;
      }
      const byName = [...all].sort((a, b) => a.name.localeCompare(b.name));
      const list = make("ul", { class: "jb-team-menu__all" }, ...byName.map(offer));
      dialog.append(...(all.length > MANY ? [makeFilter(list)] : []), list);
      if (mine()) dialog.append(make("p", {}, forget()));
      (dialog.querySelector("input") ?? list.querySelector("button")).autofocus = true;
      if (dialog.open) focusFirst();
    } catch {
      said.textContent = "The list of teams cannot be loaded now.";
    }
  }

  function offer(team) {
    const take = make("button", { type: "button" }, team.name);
    if (team.id === mine()?.id) take.setAttribute("aria-current", "true");
    take.addEventListener("click", () => {
      choose(team);
      showParts(team);
    });
    return make("li", {}, take);
  }

  function forget() {
    const drop = make("button", { type: "button" }, "No team");
    drop.addEventListener("click", () => {
      choose(null);
      dialog.close();
    });
    return drop;
  }

  function makeFilter(list) {
    const input = make("input", { type: "search", autocomplete: "off" });
    const none = make("small", { role: "status" });
    input.addEventListener("input", () => {
      const words = input.value.trim().toLocaleLowerCase();
      let found = 0;
      for (const item of list.children) {
        item.hidden = !item.textContent.toLocaleLowerCase().includes(words);
        if (!item.hidden) found += 1;
      }
      none.textContent = found ? "" : "No team is called so.";
    });
    return make("label", {}, "Find ", input, none);
  }

  onPage(() => {
    if (dialog?.open) dialog.close();
    addButton();
    markPage();
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== nameOf("team")) return;
    label();
    markPage();
  });
})();
