"use strict";
(() => {
  const text = (cell) => (cell.dataset.value ?? cell.textContent).trim();

  function sort(table, column, kind, button) {
    const head = button.closest("th");
    const down = head.getAttribute("aria-sort") === "descending"
      ? false
      : kind === "number" || head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const order = kind === "number"
      ? (a, b) => Number(text(a.cells[column])) - Number(text(b.cells[column]))
      : (a, b) => text(a.cells[column]).localeCompare(text(b.cells[column]));
    rows.sort((a, b) => (down ? -order(a, b) : order(a, b)));
    body.append(...rows);
  }

  for (const head of document.querySelectorAll("th[data-sort]")) {
    const table = head.closest("table");
    if (table.tBodies[0].rows.length < 3) continue;
    const column = head.cellIndex;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, column, head.dataset.sort, button));
  }

  function tool(place) {
    const targets = [...document.querySelectorAll(place.dataset.filter)];
    if (targets.length < 5) return;
    const words = targets.map((target) => target.textContent.toLocaleLowerCase());
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    input.type = "search";
    input.autocomplete = "off";
    label.append(place.dataset.word + " ", input);
    place.append(label, count);
    input.addEventListener("input", () => {
      const wanted = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      targets.forEach((target, i) => {
        target.hidden = !wanted.every((word) => words[i].includes(word));
        shown += target.hidden ? 0 : 1;
      });
      count.textContent = wanted.length ? shown + " of " + targets.length : "";
    });
    if (targets[0].matches("article")) open(place, targets);
  }

  function open(place, targets) {
    const button = document.createElement("button");
    button.type = "button";
    const details = targets.flatMap((target) => [...target.querySelectorAll("details")]);
    let all = false;
    const name = () => { button.textContent = all ? "Close all" : "Open all"; };
    name();
    button.addEventListener("click", () => {
      all = !all;
      details.forEach((each) => { each.open = all; });
      name();
    });
    place.append(button);
  }

  document.querySelectorAll(".tools").forEach(tool);
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((each) => {
      each.open = true;
      each.dataset.print = "";
    });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll("details[data-print]").forEach((each) => {
      each.open = false;
      delete each.dataset.print;
    });
  });
})();
