// What the made-up programs do when somebody uses them, and what is written on them at a moment.
const all = (query) => [...document.querySelectorAll(query)];
const only = (query, chosen) => all(query).forEach((each) => each.classList.toggle("on", each === chosen));
const byId = (id) => document.getElementById(id);

function run(order) {
  const [verb, ...rest] = order.split(":");
  const what = rest.join(":");
  const orders = {
    go: () => only("section", byId(what)),
    open: () => { byId(what).classList.add("on"); if (byId(what).matches(".dialog")) document.querySelector(".veil").classList.add("on"); },
    close: () => { byId(what).classList.remove("on"); all(".veil").forEach((veil) => veil.classList.remove("on")); },
    toast: () => { byId("toast").textContent = what; byId("toast").classList.add("on"); },
    hush: () => byId("toast").classList.remove("on"),
    remove: () => byId(what).remove(),
    show: () => { byId(what).hidden = false; },
    sort: () => { const rows = byId(what); [...rows.children].reverse().forEach((row) => rows.append(row)); },
    to: () => byId(what).scrollIntoView(),
    mark: () => only("aside a, .list a", byId(what)),
  };
  orders[verb]();
}

document.addEventListener("click", ({ target }) => {
  const on = (query) => target.closest(query);
  if (!on(".menu, .options, .select, [data-menu]")) all(".menu, .options").forEach((each) => each.classList.remove("on"));
  if (on(".toggle")) on(".toggle").classList.toggle("on");
  else if (on(".check")) on(".check").classList.toggle("on");
  else if (on(".options div")) { const box = on(".select"); box.firstChild.data = target.textContent; box.lastElementChild.classList.remove("on"); }
  else if (on(".select")) on(".select").lastElementChild.classList.toggle("on");
  if (on(".tabs a")) [...on(".tabs").children].forEach((tab) => tab.classList.toggle("on", tab === on(".tabs a")));
  if (on("aside a")) only("aside a", on("aside a"));
  if (on(".list a")) only(".list a", on(".list a"));
  if (on("[data-menu]")) byId(on("[data-menu]").dataset.menu).classList.toggle("on");
  if (on(".menu div")) on(".menu").classList.remove("on");
  if (on("[data-do]")) on("[data-do]").dataset.do.split("|").forEach(run);
});

// Lines as a person sees them: [text, left, top, width, height] in pixels; what something lies over is left out.
function linesOnScreen() {
  const found = [];
  const seen = (x, y, element) => { const top = document.elementFromPoint(x, y); return top && (element.contains(top) || top.contains(element)); };
  const add = (text, box, element) => {
    const clean = text.replace(/\s+/g, " ").trim();
    const middle = [box.left + box.width / 2, box.top + box.height / 2];
    if (clean && box.width > 2 && box.bottom <= innerHeight && box.top >= 0 && box.right <= innerWidth && seen(...middle, element))
      found.push([clean, box.left, box.top, box.width, box.height]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const style = getComputedStyle(node.parentElement);
    if (!node.data.trim() || style.visibility === "hidden" || ["SCRIPT", "STYLE", "TEXTAREA"].includes(node.parentElement.tagName)) continue;
    for (const [text, box] of rows(node)) add(text, box, node.parentElement);
  }
  for (const field of all("input, textarea")) {
    const box = field.getBoundingClientRect(), style = getComputedStyle(field), size = parseFloat(style.lineHeight);
    (field.value || field.placeholder).split("\n").forEach((text, row) => {
      const pen = document.createElement("canvas").getContext("2d"); pen.font = style.font;
      add(text, new DOMRect(box.left + 11, box.top + 8 + row * size, Math.min(pen.measureText(text).width, box.width - 20), size), field);
    });
  }
  return joined(found);
}

function rows(node) {
  const parts = [], range = document.createRange();
  const pieces = node.data.matchAll(/[^\s]+/g);
  for (const piece of pieces) {
    range.setStart(node, piece.index); range.setEnd(node, piece.index + piece[0].length);
    const box = range.getBoundingClientRect(), last = parts.at(-1);
    if (last && Math.abs(last[1].top - box.top) < 3) { last[0] += " " + piece[0]; last[1] = new DOMRect(last[1].left, last[1].top, box.right - last[1].left, box.height); }
    else parts.push([piece[0], box]);
  }
  return parts;
}

// Pieces of one line in several elements (bold words, coloured code) are one line where nothing stands between them.
function joined(found) {
  found.sort((a, b) => a[2] + a[4] / 2 - b[2] - b[4] / 2 || a[1] - b[1]);
  const lines = [];
  for (const [text, left, top, width, height] of found) {
    const last = lines.find((line) => Math.abs(line[2] + line[4] / 2 - top - height / 2) < 4 && left - line[1] - line[3] > -1 && left - line[1] - line[3] < height * 0.7);
    if (last) { last[0] += " " + text; last[3] = left + width - last[1]; }
    else lines.push([text, left, top, width, height]);
  }
  return lines;
}

const cursorAt = (x, y) => { const at = document.elementFromPoint(x, y); return !at ? "default" : at.matches("input, textarea") ? "text" : getComputedStyle(at).cursor; };
