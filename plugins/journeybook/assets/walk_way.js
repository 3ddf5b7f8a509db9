/* The way through a walk sheet with one thumb: steps that fold, and a button that leads to the next. Used by walk_sheet.js. */
globalThis.jbWay = (form) => {
  "use strict";
  const steps = [...form.querySelectorAll(".step")];

  /** Leave the first step open at which nothing is noted. */
  function fold() {
    const next = steps.find((step) => !step.querySelector(".mark:not(:empty)"));
    for (const step of steps) step.open = step === next;
  }

  /** A button at the end of a step that folds it and opens the next one. */
  function addNext(step) {
    const next = steps[steps.indexOf(step) + 1];
    const button = document.createElement("button");
    button.type = "button";
    button.className = "next jb-button";
    button.textContent = next ? `Next: ${next.querySelector("h3").textContent.trim()}` : "To the end";
    button.addEventListener("click", () => {
      step.open = false;
      if (next) next.open = true;
      const goal = next ? next.querySelector("summary") : form.querySelector("#in-the-end");
      goal.scrollIntoView();
      goal.focus({ preventScroll: true });
    });
    step.append(button);
  }

  /** Open the step that the address names. */
  function openTarget() {
    const named = location.hash.startsWith("#touchpoint-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = named; part && form.contains(part); part = part.parentElement) if (part.matches("details")) part.open = true;
    if (named) named.scrollIntoView();
  }

  return { addNext, fold, openTarget };
};
