// The strip at the head: how long there is, where the mediation stands; for mediators what sets them, and help.

export function start(room) {
  timer(room);
  agenda(room);
  help(room);
  const menus = [...document.querySelectorAll("#tools details")];
  for (const menu of menus) {
    menu.addEventListener("toggle", () => menu.open && menus.forEach((one) => { if (one !== menu) one.open = false; }));
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
  document.addEventListener("click", ({ target }) => menus.forEach((one) => { if (!one.contains(target)) one.open = false; }));
}

function timer(room) {
  const line = document.getElementById("timer");
  const left = line.querySelector("[data-left]");
  const over = line.querySelector("[data-over]");
  const stop = document.getElementById("timer-stop");
  // When it rings by this page's own clock, and what of it was said already.
  let rings = null;
  let set = null;
  let warned = true;

  room.on("part:room", ({ timer: until, timer_left: seconds }) => {
    const fresh = until !== set;
    set = until;
    rings = until === null ? null : performance.now() + seconds * 1_000;
    if (fresh) warned = seconds === null || seconds < 90;
    if (fresh) line.dataset.said = seconds === 0 ? "yes" : "";
    stop.hidden = line.hidden = rings === null;
    tick();
  });

  function tick() {
    if (rings === null) return;
    const seconds = Math.max(0, Math.ceil((rings - performance.now()) / 1_000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    left.hidden = seconds === 0;
    over.hidden = seconds > 0;
    line.classList.toggle("timer--soon", seconds <= 60);
    if (seconds <= 60 && seconds > 0 && !warned) {
      warned = true;
      room.notify(room.words("one-minute"));
    }
    if (seconds === 0 && !line.dataset.said) {
      line.dataset.said = "yes";
      room.notify(room.words("time-over"));
    }
  }
  setInterval(tick, 500);

  const menu = document.getElementById("timing");
  for (const one of menu.querySelectorAll("[data-minutes]")) {
    one.addEventListener("click", () => {
      room.send("timer", { minutes: Number(one.dataset.minutes) });
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}

function agenda(room) {
  const list = document.getElementById("agenda-list");
  const now = document.getElementById("agenda-now");

  room.on("part:room", ({ agenda: items }) => {
    document.getElementById("agenda").hidden = now.hidden = !items.length;
    const done = items.filter((one) => one.done).length;
    const next = items.find((one) => !one.done);
    now.querySelector("strong").textContent = next ? next.name : room.words("agenda-done");
    now.querySelector(".num").textContent = `${done}/${items.length}`;
    const template = room.can("lead") ? "agenda-item-lead" : "agenda-item";
    if (list.dataset.of !== template + items.map((one) => one.code)) {
      list.dataset.of = template + items.map((one) => one.code);
      list.replaceChildren(...items.map((item) => made(item, template)));
    }
    items.forEach((item, at) => dress(list.children[at], item, item === next));
  });

  function made(item, template) {
    const row = room.template(template);
    row.querySelector(".agenda__name").textContent = item.name;
    row.querySelector("input")?.addEventListener("change", ({ target }) => room.send("agenda", { code: item.code, done: target.checked }));
    return row;
  }

  function dress(row, item, current) {
    row.className = item.done ? "done" : "";
    if (current) row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
    const box = row.querySelector("input");
    if (box) box.checked = item.done;
    else row.querySelector("[data-done]").hidden = !item.done;
  }
}

function help(room) {
  const called = document.getElementById("help-called");
  let last;
  document.getElementById("do-help").addEventListener("click", async () => {
    if ((await room.ask("calling-help")) === "call") room.send("call_help");
  });
  room.on("part:help", (told) => {
    called.hidden = !told?.at;
    if (told?.at) {
      called.querySelector("[data-at]").textContent = new Date(told.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      called.querySelector("[data-told]").textContent = told.told;
      if (last !== undefined && last !== told.at) room.notify(room.words(told.told ? "help-sent" : "help-none"), told.told ? "note" : "error");
    }
    last = told?.at ?? null;
  });
}
