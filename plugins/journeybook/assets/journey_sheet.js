/* A journey on one sheet of A3: what a wall or a meeting needs of its page, put together and made to fit. With `?sheet=1` in
   the address the page opens as its sheet. Sizes are those of sheet-print.css. */
(() => {
  "use strict";
  const { onPage, make } = window.journeybook;

  /** The paper without its margins, in CSS pixels (96 to the inch); a little less than that, as browsers round. */
  const WIDTH = 1518;
  const HEIGHT = 1048;

  /** How small and how large it may be written, beside the page's own size. */
  const SMALLEST = 0.2;
  const LARGEST = 1.15;

  let scheme = null;

  function start() {
    leave();
    const page = document.querySelector(".jb-journey");
    const tools = page?.querySelector(".jb-tools[data-edition]");
    if (!tools) return;
    if (!tools.querySelector("[data-jb-sheet]")) {
      const button = make("button", { type: "button", class: "jb-button", "data-jb-sheet": "" }, "One sheet (A3)");
      button.addEventListener("click", () => {
        enter(page, tools);
        window.print();
      });
      tools.append(button);
    }
    if (new URLSearchParams(location.search).has("sheet")) enter(page, tools);
  }

  /** Show the sheet in the page's place. Paper is light, so the page is, too, for as long. */
  function enter(page, tools) {
    leave();
    scheme = document.body.getAttribute("data-md-color-scheme");
    if (scheme) document.body.setAttribute("data-md-color-scheme", "default");
    const all = make("div", { class: "jb-sheet__all" }, ...gather(page, tools.dataset));
    const paper = make("div", { class: "jb-sheet__paper" }, all);
    const print = make("button", { type: "button", class: "jb-button" }, "Print");
    const back = make("button", { type: "button", class: "jb-button" }, "Back to the page");
    print.addEventListener("click", () => window.print());
    back.addEventListener("click", leave);
    document.body.append(make("main", { class: "jb jb-a3" }, make("p", { class: "jb-sheet__bar" }, print, " ", back), paper));
    document.documentElement.classList.add("jb-a3-shown");
    fit(all);
  }

  function leave() {
    document.querySelector(".jb-a3")?.remove();
    document.documentElement.classList.remove("jb-a3-shown");
    if (scheme) document.body.setAttribute("data-md-color-scheme", scheme);
    scheme = null;
  }

  /** What goes onto the sheet: copies, as the page stays as it is. */
  function gather(page, { edition, owner }) {
    const copy = (selector) => {
      const found = page.querySelector(selector)?.cloneNode(true);
      for (const part of found ? [found, ...found.querySelectorAll("[id]")] : []) if (!part.closest("svg")) part.removeAttribute("id");
      return found;
    };
    const legend = make("p", { class: "jb-sheet__lines" });
    for (const button of page.querySelectorAll("[data-jb-persona][aria-pressed=true], [data-jb-expected][aria-pressed=true]")) {
      legend.append(make("span", {}, button.querySelector(".jb-line").cloneNode(true), ` ${button.textContent.trim()}`));
    }
    const chart = make("div", { class: "jb-chart" }, ...[copy("svg.jb-emotion"), copy(".jb-legend")].filter(Boolean));
    const lanes = copy(".jb-blueprint");
    if (lanes) {
      const stages = [...lanes.querySelectorAll("tbody")].map((stage) => `${stage.querySelectorAll("tr:not(.stage)").length}fr`);
      lanes.style.gridTemplateColumns = `var(--lane) ${stages.join(" ")}`;
    }
    const open = copy(".jb-improvements");
    let closed = false;
    for (const row of open?.querySelectorAll("tbody tr") ?? []) {
      closed ||= row.classList.contains("jb-closed");
      if (closed) row.remove();
      row.hidden = false;
    }
    open?.querySelectorAll(".jb-notes, .check, .jb-image, .jb-links, input, button").forEach((part) => part.remove());
    const source = make("p", { class: "jb-sheet__source" }, ...(owner ? [`Owned by ${owner}`, make("br", {})] : []), edition, make("br", {}), location.origin + location.pathname);
    const head = make("div", { class: "jb-sheet__head" }, make("div", {}, ...[copy("h1"), copy(".jb-lead")].filter(Boolean)), source);
    head.querySelectorAll(".headerlink").forEach((link) => link.remove());
    return [
      head,
      copy("#figures"),
      legend.childElementCount ? legend : null,
      chart,
      lanes,
      open?.querySelector("tbody tr") ? open : null,
    ].filter(Boolean);
  }

  /** Make it as large as it fits: what is written smaller has more room in its lines, so the size is searched for. */
  function fit(all) {
    let low = SMALLEST;
    let high = LARGEST;
    const fits = (scale) => {
      all.style.width = `${WIDTH / scale}px`;
      all.style.transform = `scale(${scale})`;
      return all.scrollHeight * scale <= HEIGHT && all.scrollWidth * scale <= WIDTH + 1;
    };
    for (let step = 0; step < 12; step += 1) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    fits(low);
  }

  window.addEventListener("afterprint", () => {
    if (!new URLSearchParams(location.search).has("sheet")) leave();
  });
  onPage(start);
})();
