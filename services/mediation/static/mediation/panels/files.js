// What was shared with this seat; and bringing something.

import { start as wall } from "./wall.js";

export function start(room) {
  const form = document.getElementById("files-form");
  const field = document.getElementById("files-file");
  const busy = document.getElementById("files-busy");
  const error = document.getElementById("files-error");
  const list = document.getElementById("files-list");
  const rows = new Map();
  let known = null;

  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file) return;
    const body = new FormData();
    body.append("file", file);
    busy.hidden = false;
    error.hidden = field.disabled = true;
    const { ok, data } = await room.post("files/", body);
    busy.hidden = true;
    field.disabled = false;
    field.value = "";
    error.textContent = ok ? "" : data.error;
    error.hidden = ok;
    field.focus();
  });

  function draw({ list: files, wall, may_share: mayShare }) {
    form.hidden = !mayShare;
    for (const [id, row] of rows) if (!files.some((one) => one.id === id)) { row.remove(); rows.delete(id); }
    for (const file of files) dress(row(file), file, wall);
    document.getElementById("files-none").hidden = files.length > 0;
    const fresh = known && files.filter((one) => !known.has(one.id) && one.by !== room.you()?.name);
    known = new Set(files.map((one) => one.id));
    if (fresh?.length) {
      room.tell("unread", { tab: "files", count: fresh.length });
      room.notify(room.words("file-came").replace("{name}", fresh.at(-1).by).replace("{file}", fresh.at(-1).name));
    }
  }

  // The newest on top; a row stays the same element, so that the focus stays where it is.
  function row(file) {
    if (!rows.has(file.id)) {
      const made = room.template("file");
      made.querySelector("[data-do=present]").addEventListener("click", () => room.send("present", { file: file.id, page: 1 }));
      made.querySelector("[data-do=hide]").addEventListener("click", () => room.send("hide_file"));
      rows.set(file.id, made);
      list.prepend(made);
    }
    return rows.get(file.id);
  }

  function dress(made, file, wall) {
    const shown = wall?.file === file.id;
    const link = made.querySelector("a");
    link.textContent = file.name;
    link.href = file.url;
    made.querySelector(".file__by").textContent = file.by;
    made.querySelector(".file__size").textContent = file.size;
    made.querySelector("time").textContent = new Date(file.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    made.querySelector(".sealed").hidden = !file.sealed;
    made.querySelector("[data-do=present]").hidden = shown || !file.may_present;
    made.querySelector("[data-do=hide]").hidden = !shown || !wall.may_turn;
    made.querySelector(".file__shown").hidden = !shown;
  }

  function place() {
    const sealed = room.you()?.place !== "joint";
    for (const one of form.querySelectorAll("[data-where]")) one.hidden = (one.dataset.where === "sealed") !== sealed;
  }

  room.on("part:files", draw);
  room.on("hello", place);
  room.on("moved", () => {
    place();
    error.hidden = true;
    // What comes into the list now is not new: it was shared with this seat earlier.
    known = null;
  });
  wall(room);
}
