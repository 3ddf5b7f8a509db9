/* What a journey's page can do with a script alone: its blueprint tells what the customer does, each touchpoint says where to
   report that something is wrong, and the chart can be taken along as a picture. */
(() => {
  "use strict";
  const { onPage, make } = window.journeybook;

  const SVG = "http://www.w3.org/2000/svg";

  /** What of a drawing's style is written into a picture that leaves the page. */
  const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linejoin", "opacity", "font-size", "font-weight", "font-style", "text-anchor", "vector-effect"];

  const WIDTH = 1100;
  const HEAD = 62;
  const FOOT = 34;

  function start() {
    const page = document.querySelector(".jb-journey:not([data-jb-tools])");
    if (!page) return;
    page.dataset.jbTools = "";
    tellWhatCustomersDo(page);
    offerCorrections(page);
    const tools = page.querySelector(".jb-tools[data-edition]");
    const figure = page.querySelector("figure.jb-chart:has(.jb-emotion)");
    if (tools && figure) {
      for (const [kind, act] of [["SVG", saveDrawing], ["PNG", savePicture]]) {
        const button = make("button", { type: "button", class: "jb-button" }, `Chart (${kind})`);
        button.addEventListener("click", () => act(drawAlone(figure, tools.dataset.edition)));
        tools.append(button);
      }
    }
  }

  /** The blueprint's first lane: the touchpoint leads to its row, whose sentence stands below it. */
  function tellWhatCustomersDo(page) {
    const heads = [...page.querySelectorAll(".jb-blueprint tbody tr:not(.stage) > th")];
    const links = [...page.querySelectorAll("#chart-table tr:not(.stage, .is-wait) > th a")]; // in the journey's order, however its rows are sorted
    if (heads.length !== links.length) return;
    heads.forEach((head, number) => {
      const name = head.firstChild;
      const link = make("a", { href: links[number].hash });
      name.replaceWith(link);
      link.append(name.textContent.trim());
      const row = document.getElementById(links[number].hash.slice(1))?.closest(".tp");
      const said = [...row?.querySelectorAll("details dt") ?? []].find((term) => term.textContent === "The customer")?.nextElementSibling;
      if (!said) return;
      const sentence = make("p", {});
      sentence.append(...[...said.childNodes].map((node) => node.cloneNode(true)));
      head.append(sentence);
    });
  }

  /** As in an address: also what browsers leave as it is, but mail programs and trackers may not. */
  const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

  /** The words of an element without the links that scripts put into it. */
  function wordsOf(element) {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(".anchor, .headerlink, script")) part.remove();
    return copy.textContent.trim();
  }

  /**
   * The address to report a mistake at, with its placeholders filled in; null for what no browser should follow.
   * @param {string} pattern see pages/corrections.py
   * @param {{journey: string, touchpoint: string, edition: string, url: string}} said
   */
  function fillPattern(pattern, said) {
    const alone = !/\{(touchpoint|edition|url)\}/.test(pattern);
    const all = alone ? { ...said, journey: `${said.journey}: ${said.touchpoint} (${said.edition}, ${said.url})` } : said;
    const address = pattern.replace(/\{(journey|touchpoint|edition|url)\}/g, (_, name) => encode(all[name]));
    return /^(https?|mailto):$/.test(new URL(address, document.baseURI).protocol) ? address : null;
  }

  /** Each touchpoint gets a link that names journey, touchpoint, edition and address. */
  function offerCorrections(page) {
    const tools = page.querySelector(".jb-tools[data-correct]");
    if (!tools) return;
    const { correct, edition } = tools.dataset;
    const journey = wordsOf(page.querySelector("h1"));
    for (const heading of page.querySelectorAll(".tp h4[id]")) {
      const url = `${location.origin}${location.pathname}#${heading.id}`;
      const href = fillPattern(correct, { journey, touchpoint: wordsOf(heading), edition, url });
      const details = heading.closest(".tp").querySelector("details");
      if (!href || !details) continue;
      const line = details.querySelector("p:has(> [data-jb-show-in-chart])") ?? details.appendChild(make("p", {}));
      line.append(...(line.firstChild ? [" · "] : []), make("a", { href, class: "jb-wrong", rel: "nofollow" }, "Something is wrong here"));
    }
  }

  /** The drawing as a picture of its own: in light colours on white, with title, lines and edition. @returns {SVGSVGElement} */
  function drawAlone(figure, edition) {
    // Beside the body, so that the dark scheme, which is the body's, does not reach it.
    const host = make("div", { class: "jb-chart", "aria-hidden": "true", style: `position:absolute;left:-9999px;top:0;width:${WIDTH}px` });
    const drawing = figure.querySelector("svg.jb-emotion").cloneNode(true);
    host.append(drawing);
    document.documentElement.append(host);
    const height = Number(drawing.getAttribute("height"));
    const family = getComputedStyle(figure).fontFamily;
    const lines = namesOfLines(figure, host);
    for (const element of [...drawing.querySelectorAll("*")]) writeLooks(element);
    drawing.querySelectorAll(".pointer, .jb-gap").forEach((element) => element.remove());
    for (const link of drawing.querySelectorAll("a")) {
      const group = document.createElementNS(SVG, "g");
      group.append(...link.childNodes);
      link.replaceWith(group);
    }
    host.remove();

    const root = shape("svg", { xmlns: SVG, width: WIDTH, height: HEAD + height + FOOT, viewBox: `0 0 ${WIDTH} ${HEAD + height + FOOT}`, "font-family": family });
    root.append(shape("rect", { width: "100%", height: "100%", fill: "#fff" }));
    root.append(shape("text", { x: 16, y: 26, "font-size": 18, "font-weight": 700, fill: "#1c2733" }, wordsOf(document.querySelector(".jb h1"))));
    let x = 16;
    for (const { name, colour, width, dashes } of lines) {
      root.append(shape("path", { d: `M${x} 46h30`, stroke: colour, "stroke-width": width, "stroke-dasharray": dashes, fill: "none" }));
      root.append(shape("text", { x: x + 38, y: 50, "font-size": 12, fill: "#1c2733" }, name));
      x += 62 + name.length * 6.6;
    }
    drawing.setAttribute("y", HEAD);
    drawing.setAttribute("width", WIDTH);
    root.append(drawing);
    const source = `${document.querySelector(".md-header__topic")?.textContent.trim() || document.title}, ${edition} · ${location.origin}${location.pathname}`;
    root.append(shape("text", { x: 16, y: HEAD + height + FOOT - 12, "font-size": 11, fill: "#56626f" }, source));
    return root;
  }

  function shape(tag, attributes, text = "") {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) if (name !== "xmlns") element.setAttribute(name, String(value));
    element.textContent = text;
    return element;
  }

  /** Write what the stylesheet says of an element into it; what is not shown goes. Shapes in `defs` take it from where they are used. */
  function writeLooks(element) {
    if (!element.isConnected) return;
    if (element.closest("defs")) {
      if (element.classList.contains("jb-core")) element.setAttribute("style", "fill:var(--jb-feel);stroke:none");
      return;
    }
    const style = getComputedStyle(element);
    if (style.display === "none") {
      element.remove();
      return;
    }
    const feel = element.localName === "use" ? `--jb-feel:${style.getPropertyValue("--jb-feel").trim()};` : "";
    element.setAttribute("style", feel + LOOKS.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  }

  /** The lines that are shown, with their pens in light colours. */
  function namesOfLines(figure, host) {
    const buttons = [...figure.querySelectorAll("[data-jb-persona][aria-pressed=true], [data-jb-expected][aria-pressed=true]")];
    return buttons.map((button) => {
      const sample = button.querySelector(".jb-line").cloneNode(true);
      host.append(sample);
      const style = getComputedStyle(sample);
      const pen = { colour: style.getPropertyValue("--jb-pen").trim(), width: parseFloat(style.getPropertyValue("--jb-pen-width")), dashes: style.getPropertyValue("--jb-pen-dash").trim() || (button.dataset.jbExpected === undefined ? "none" : "5 5") };
      const found = { name: button.textContent.trim(), ...pen };
      sample.remove();
      return found;
    });
  }

  /** A file's name from the page's address: `buying-new-phone`. */
  const nameFile = () => location.pathname.replace(/index\.html$|\.html$/, "").split("/").filter(Boolean).slice(-2).join("-") || "journey";

  function save(address, name) {
    const link = make("a", { href: address, download: name });
    link.hidden = true;
    document.body.append(link);
    link.addEventListener("click", (event) => event.stopPropagation()); // no page for Material to go to
    link.click();
    link.remove();
  }

  const write = (drawing) => new XMLSerializer().serializeToString(drawing);

  function saveDrawing(drawing) {
    const address = URL.createObjectURL(new Blob([write(drawing)], { type: "image/svg+xml" }));
    save(address, `${nameFile()}.svg`);
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  /** At twice its size, so that it is sharp on slides and in print. */
  async function savePicture(drawing) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(write(drawing))}`;
    await image.decode();
    const canvas = make("canvas", { width: String(2 * image.width), height: String(2 * image.height) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const address = URL.createObjectURL(blob);
    save(address, `${nameFile()}.png`);
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  onPage(start);
})();
