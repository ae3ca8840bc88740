// Comfort for declared forms: hides what does not apply, adds rows, counts characters, draws signatures, saves drafts.
// Nothing rests on it: the server checks every condition again, and each button works without a script.
const PAUSE = 1500;

function all(root, selector) { return [...root.querySelectorAll(selector)]; }

function figure(value) {
  const said = String(value).normalize("NFKC").replace(/[,\s¥元]/g, "");
  return said === "" || Number.isNaN(Number(said)) ? null : Number(said);
}

// What stands in a field, in the shape the server's conditions compare; undefined when there is nothing.
function valueOf(box) {
  const boxes = all(box, "input, select, textarea").filter((one) => one.type !== "hidden" || one.name.endsWith("-kept") || one.matches("[data-drawn]"));
  const chosen = boxes.filter((one) => ["radio", "checkbox"].includes(one.type) && one.checked && !one.name.endsWith("-drop"));
  if (box.dataset.type === "several") return chosen.length ? chosen.map((one) => one.value) : undefined;
  if (box.dataset.type === "choice" && boxes[0]?.type === "radio") return chosen[0]?.value;
  const filled = boxes.filter((one) => !["radio", "checkbox"].includes(one.type) && one.value.trim());
  if (["file", "table"].includes(box.dataset.type)) return filled.length ? filled.map((one) => one.value) : undefined;
  const said = filled[0]?.value.trim();
  return said !== undefined && ["number", "money"].includes(box.dataset.type) ? figure(said) ?? said : said;
}

function holds(condition, values) {
  if (condition.all) return condition.all.every((part) => holds(part, values));
  if (condition.any) return condition.any.some((part) => holds(part, values));
  const value = values[condition.field];
  const operator = Object.keys(condition).find((key) => key !== "field");
  const wanted = condition[operator];
  const same = (one) => one === value || (value !== undefined && String(one) === String(value));
  switch (operator) {
    case "filled": return (value !== undefined) === wanted;
    case "is": return same(wanted);
    case "is_not": return !same(wanted);
    case "in": return wanted.some(same);
    case "contains": return value !== undefined && value.includes(wanted);
    case "before": return typeof value === "string" && value < wanted;
    case "after": return typeof value === "string" && value > wanted;
    default: {
      const [left, right] = [value === undefined ? null : figure(value), figure(wanted)];
      if (left === null || right === null) return false;
      return operator === "at_least" ? left >= right : left <= right;
    }
  }
}

function follow(root) {
  const fields = all(root, "[data-field]");
  const bound = all(root, "[data-shown-if]");
  if (!bound.length) return;
  for (const told of all(root, "[data-when]")) told.hidden = true;
  const update = () => {
    // A field that is hidden has no value, which may hide another one: until nothing moves any more.
    for (let moved = true, turn = 0; moved && turn <= bound.length; turn += 1) {
      moved = false;
      const shown = fields.filter((box) => !box.closest("[hidden]"));
      const values = Object.fromEntries(shown.map((box) => [box.dataset.field, valueOf(box)]));
      for (const box of bound) {
        const hidden = !holds(JSON.parse(box.dataset.shownIf), values);
        moved ||= hidden !== box.hidden;
        box.hidden = hidden;
      }
    }
  };
  root.addEventListener("input", update);
  root.addEventListener("change", update);
  update();
}

function renumber(row, name, place) {
  const old = new RegExp(`^${name}-\\d+`);
  for (const node of all(row, "[id], [name], [for], [aria-describedby]")) {
    for (const key of ["id", "name", "for", "aria-describedby"]) {
      if (node.hasAttribute(key)) node.setAttribute(key, node.getAttribute(key).replace(old, `${name}-${place}`));
    }
  }
  const title = row.querySelector("legend");
  title.textContent = title.textContent.replace(/\d+/, place + 1);
}

function emptied(row) {
  for (const node of all(row, ".errorlist, .inputs-files, .inputs-count, .inputs-drop")) node.remove();
  for (const node of all(row, "input, select, textarea")) {
    if (["radio", "checkbox"].includes(node.type)) node.checked = false;
    else if (node.type !== "hidden") node.value = "";
    node.removeAttribute("aria-invalid");
  }
  return row;
}

function growRows(list) {
  const add = list.querySelector("[data-add]");
  const rows = () => all(list, "[data-row]");
  if (list.querySelector("[data-signature]")) return; // the server adds those
  const droppable = (row) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: list.dataset.drop });
    button.className = "button--plain inputs-drop";
    button.addEventListener("click", () => {
      if (rows().length > 1) row.remove(); else emptied(row);
      add.focus();
      list.dispatchEvent(new Event("change", { bubbles: true }));
    });
    row.append(button);
  };
  let next = rows().length;
  rows().forEach(droppable);
  add.addEventListener("click", (event) => {
    event.preventDefault();
    const row = emptied(rows().at(-1).cloneNode(true));
    renumber(row, list.dataset.rows, next);
    next += 1;
    add.before(row);
    droppable(row);
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
}

function countCharacters(area) {
  const longest = Number(area.dataset.longest);
  const told = Object.assign(document.createElement("p"), { className: "hint inputs-count" });
  area.after(told);
  const update = () => {
    const left = longest - area.value.trim().length;
    told.textContent = (left < 0 ? area.dataset.over : area.dataset.left).replace("%s", Math.abs(left));
    told.classList.toggle("is-bad", left < 0);
    if (left < 0) told.setAttribute("role", "status"); else told.removeAttribute("role");
  };
  area.addEventListener("input", update);
  update();
}

function weighFiles(input) {
  input.addEventListener("change", () => {
    input.parentElement.querySelector("[data-weighed]")?.remove();
    const heavy = [...input.files].find((file) => file.size > Number(input.dataset.largest) * 1024 * 1024);
    if (!heavy) return;
    const told = Object.assign(document.createElement("p"), { className: "errorlist" });
    told.setAttribute("role", "alert");
    told.dataset.weighed = "";
    told.textContent = input.dataset.tooLarge.replace("FILE", heavy.name);
    input.before(told);
    input.value = "";
  });
}

async function signable(box) {
  const { default: SignaturePad } = await import(box.dataset.pad);
  const canvas = box.querySelector("canvas");
  const drawn = box.querySelector("[data-drawn]");
  const pad = new SignaturePad(canvas, { backgroundColor: "#fff", penColor: "#1d2328" });
  const fit = () => {
    const ratio = Math.max(devicePixelRatio, 1);
    if (!canvas.offsetWidth) return;
    Object.assign(canvas, { width: canvas.offsetWidth * ratio, height: canvas.offsetHeight * ratio });
    canvas.getContext("2d").scale(ratio, ratio);
    const strokes = pad.toData();
    pad.clear();
    pad.fromData(strokes);
  };
  pad.addEventListener("endStroke", () => { drawn.value = pad.toDataURL(); });
  box.querySelector("[data-again]").addEventListener("click", () => {
    pad.clear();
    drawn.value = "";
    const kept = box.querySelector("[data-signed]");
    if (kept) { kept.previousElementSibling.remove(); kept.remove(); }
  });
  addEventListener("resize", fit);
  const ways = all(box, "[data-ways] input");
  const update = () => {
    const way = ways.find((one) => one.checked)?.value;
    for (const panel of all(box, "[data-way]")) panel.hidden = panel.dataset.way !== way;
    fit();
  };
  box.querySelector("[data-drawable]").hidden = false;
  if (!ways.some((one) => one.checked)) ways[0].checked = true;
  box.querySelector("[data-ways]").addEventListener("change", update);
  update();
}

function keepDraft(root) {
  const form = root.closest("form");
  const told = root.querySelector("[data-saved]");
  let waiting = 0;
  const typed = () => {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !name.endsWith("-drawn")) data.append(name, value);
    }
    data.append("ticket", root.dataset.ticket);
    return data;
  };
  const say = (text, bad) => { told.textContent = text; told.classList.toggle("is-bad", bad); };
  const save = async () => {
    waiting = 0;
    try {
      const answer = await fetch(root.dataset.save, { method: "POST", body: typed() });
      const { said } = await answer.json();
      say(said, !answer.ok);
    } catch { say(root.dataset.failed, true); }
  };
  const later = () => { clearTimeout(waiting); waiting = setTimeout(save, PAUSE); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => { clearTimeout(waiting); waiting = 0; });
  addEventListener("pagehide", () => { if (waiting) navigator.sendBeacon(root.dataset.save, typed()); });
  for (const button of all(root, "[data-confirm]")) {
    button.addEventListener("click", (event) => { if (!confirm(button.dataset.confirm)) event.preventDefault(); });
  }
}

for (const root of all(document, "[data-inputs]")) {
  all(root, "[data-rows]").forEach(growRows);
  all(root, "[data-signature]").forEach(signable);
  all(root, "textarea[data-longest]").forEach(countCharacters);
  all(root, "input[data-largest]").forEach(weighFiles);
  follow(root);
  if (root.dataset.save) keepDraft(root);
  root.querySelector("[data-complaints]")?.focus();
}
