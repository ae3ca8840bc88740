// What is written in this place. A line stays the same element: what was read out is not read out again.

export function start(room) {
  const list = document.getElementById("chat-lines");
  const form = document.getElementById("chat-form");
  const said = document.getElementById("chat-said");
  const field = form.elements.text;
  const rows = new Map();
  let newest = null;

  // While the tab is closed the log is silent: the line that was said last is read out from here.
  document.body.append(said);

  room.on("part:chat", (lines) => {
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    for (const [id, row] of rows) if (!lines.some((one) => one.id === id)) { row.remove(); rows.delete(id); }
    for (const line of lines) if (!rows.has(line.id)) append(line);
    const last = lines.at(-1)?.id || 0;
    const fresh = newest === null ? [] : lines.filter((one) => one.id > newest && one.seat !== room.you()?.id);
    newest = Math.max(newest || 0, last);
    if (fresh.length) {
      room.tell("unread", { tab: "chat", count: fresh.length });
      if (!list.getClientRects().length) said.textContent = room.words("chat-said").replace("{name}", fresh.at(-1).name).replace("{text}", fresh.at(-1).text);
    }
    if (atEnd) list.scrollTop = list.scrollHeight;
  });
  room.on("shown", (tab) => { if (tab === "chat") list.scrollTop = list.scrollHeight; });

  function append(line) {
    const row = room.template("chat-line");
    row.querySelector(".who").textContent = line.name;
    row.querySelector("time").textContent = new Date(line.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    row.querySelector("p").textContent = line.text;
    row.querySelector(".sealed").hidden = !line.sealed;
    row.classList.toggle("line--sealed", line.sealed);
    row.classList.toggle("own", line.seat === room.you()?.id);
    rows.set(line.id, row);
    list.append(row);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text && room.send("say", { text })) field.value = "";
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  const where = () => {
    const sealed = room.you()?.place !== "joint";
    for (const one of form.querySelectorAll("[data-where]")) one.hidden = (one.dataset.where === "sealed") !== sealed;
  };
  room.on("hello", where);
  room.on("moved", where);
}
