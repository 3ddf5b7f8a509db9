/* Two personas on one chart: their lines alone, what lies between them shaded, and where they part most in words. The choice
   stands in the address (`?compare=first-timer,upgrader`), as does the dashed line of what is planned (`?expected=1`).

   It presses the chart's own buttons and reads the table beneath, so it works on the drawing as on Plotly's picture: the
   shade lies in the drawing's ground, which stays below both. */
(() => {
  "use strict";
  const { onPage, make, writeAddress } = window.journeybook;

  const SVG = "http://www.w3.org/2000/svg";

  function start() {
    for (const figure of document.querySelectorAll(".jb-journey figure.jb-chart:not([data-jb-compare])")) attach(figure);
  }

  /** @param {HTMLElement} figure */
  function attach(figure) {
    const table = document.getElementById("chart-table");
    const buttons = [...figure.querySelectorAll("[data-jb-persona]")];
    const expected = figure.querySelector("[data-jb-expected]");
    if (!table) return;
    figure.dataset.jbCompare = "";

    if (expected) {
      if (new URLSearchParams(location.search).get("expected") === "1" && expected.getAttribute("aria-pressed") !== "true") expected.click();
      new MutationObserver(() => writeAddress([["expected", expected.getAttribute("aria-pressed") === "true" ? "1" : null]]))
        .observe(expected, { attributes: true, attributeFilter: ["aria-pressed"] });
    }
    if (buttons.length < 2) return;

    const names = new Map(buttons.map((button) => [button.dataset.jbPersona, button.textContent.trim()]));
    const ids = [...names.keys()];
    const select = make("select", { "aria-label": "Compare two personas" }, make("option", { value: "" }, "compare …"));
    ids.forEach((first, place) => {
      for (const second of ids.slice(place + 1)) {
        select.append(make("option", { value: `${first},${second}` }, `${names.get(first)} and ${names.get(second)}`));
      }
    });
    buttons.at(-1).after(select);
    const said = make("p", { class: "jb-apart", "aria-live": "polite" });
    said.hidden = true;
    figure.querySelector("figcaption").before(said);

    select.addEventListener("change", () => {
      writeAddress([["compare", select.value || null]]);
      compare();
    });
    // Who switches lines on and off looks at something else than these two.
    for (const button of buttons) {
      button.addEventListener("click", (event) => {
        if (!event.isTrusted || !select.value) return;
        select.value = "";
        writeAddress([["compare", null]]);
        clear();
      });
    }
    const asked = (new URLSearchParams(location.search).get("compare") ?? "").split(",");
    const found = [...select.options].find(({ value }) => value && asked.length === 2 && value.split(",").every((id) => asked.includes(id)));
    if (found) {
      select.value = found.value;
      compare();
    }

    function compare() {
      const pair = select.value ? select.value.split(",") : ids;
      // First on, then off, as one line always stays.
      for (const on of [true, false]) {
        for (const button of buttons) {
          const wanted = pair.includes(button.dataset.jbPersona);
          if (wanted === on && (button.getAttribute("aria-pressed") === "true") !== on) button.click();
        }
      }
      clear();
      if (!select.value) return;
      const [first, second] = pair.map((id) => ids.indexOf(id));
      for (const row of table.querySelectorAll("tbody tr:not(.stage)")) {
        ids.forEach((_, place) => row.cells[place + 1].classList.toggle("off", place !== first && place !== second));
      }
      shade(figure, first + 1, second + 1);
      said.textContent = tellApart(table, [first, second].map((place) => ({ place, name: names.get(ids[place]) })));
      said.hidden = false;
    }

    function clear() {
      figure.querySelector(".jb-gap")?.remove();
      for (const cell of table.querySelectorAll("td.off")) cell.classList.remove("off");
      said.hidden = true;
    }
  }

  /** Fill what lies between two lines of the drawing, wherever both are known. */
  function shade(figure, first, second) {
    const [upper, lower] = [first, second].map((persona) => readLine(figure.querySelector(`svg.jb-emotion path.line[data-p="${persona}"]`)));
    const ground = figure.querySelector(".jb-frame > svg");
    if (!ground || !upper || !lower) return;
    const parts = [];
    let stretch = [];
    const close = () => {
      if (stretch.length > 1) {
        const back = stretch.map((x) => `${x} ${lower.get(x).y}`).reverse();
        parts.push(`M${stretch.map((x) => `${x} ${upper.get(x).y}`).join(" ")} ${back.join(" ")}Z`);
      }
      stretch = [];
    };
    let run = "";
    for (const x of [...upper.keys()].filter((each) => lower.has(each)).sort((a, b) => a - b)) {
      const now = `${upper.get(x).stretch},${lower.get(x).stretch}`;
      if (now !== run) close();
      run = now;
      stretch.push(x);
    }
    close();
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", "jb-gap");
    path.setAttribute("d", parts.join(""));
    ground.append(path);
  }

  /** The points of a line: x → y and the stretch without a gap that it belongs to. */
  function readLine(path) {
    if (!path) return null;
    const points = new Map();
    (path.getAttribute("d") ?? "").split("M").slice(1).forEach((drawn, stretch) => {
      const numbers = drawn.trim().split(/[\s,]+/).map(Number);
      for (let at = 0; at + 1 < numbers.length; at += 2) points.set(numbers[at], { y: numbers[at + 1], stretch });
    });
    return points;
  }

  /** Where two personas part most, by the table; the earlier moment on a tie. */
  function tellApart(table, pair) {
    let most = null;
    for (const row of table.querySelectorAll("tbody tr:not(.stage)")) {
      const felt = pair.map(({ place }) => parseFloat(row.cells[place + 1].textContent.replace("\u2212", "-")));
      if (felt.some(Number.isNaN)) continue;
      const apart = Math.abs(felt[0] - felt[1]);
      if (!most || apart > most.apart + 1e-9) most = { apart, row };
    }
    if (!most) return `${pair[0].name} and ${pair[1].name}: no moment is known for both.`;
    if (most.apart < 0.05) return `${pair[0].name} and ${pair[1].name} feel the same wherever both are known.`;
    const told = pair.map(({ place, name }) => `${name} ${most.row.cells[place + 1].textContent.trim()}`);
    return `They part most at “${most.row.querySelector("th a").textContent}”: ${told.join(", ")}.`;
  }

  onPage(start);
})();
