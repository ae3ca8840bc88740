// Who is here; for mediators the door, the sealed rooms and everybody's identity as well.

export function start(room) {
  const list = document.getElementById("people-list");
  const door = document.getElementById("people-door");
  let asked = null;

  const deed = (name) => (event) => {
    const id = Number(event.currentTarget.closest("[data-seat]").dataset.seat);
    deeds[name](id);
  };
  const deeds = {
    admit: (seat) => room.send("admit", { seat }),
    refuse: (seat) => room.send("refuse", { seat }),
    ask_back: (seat) => room.send("ask_back", { seat }),
    mute: (seat) => room.send("mute", { seat }),
    remove: async (seat) => (await room.ask("removing")) === "yes" && room.send("remove", { seat }),
    identify: (seat) => identify(room, seat),
  };

  function draw(seats) {
    const focused = document.activeElement?.closest?.("[data-seat]")?.dataset.seat;
    const lead = room.can("lead");
    const waiting = seats.filter((one) => one.state === "waiting");
    door.hidden = !lead || !waiting.length;
    fill(document.getElementById("people-waiting"), waiting, "person-waiting");
    fill(list, seats.filter((one) => one.state !== "waiting"), lead ? "person-lead" : "person");
    if (lead && waiting.some((one) => one.id !== asked)) {
      asked = waiting.at(-1).id;
      room.notify(room.words("knocks").replace("{name}", waiting.at(-1).name));
      room.tell("unread", { tab: "people" });
    }
    if (focused) document.querySelector(`#panel-people [data-seat="${focused}"] button`)?.focus();
    const places = document.getElementById("caucus-tools");
    if (places) places.querySelectorAll("[data-with]").forEach((one) => { one.disabled = !seats.some((each) => each.side === one.dataset.with && each.state === "admitted"); });
  }

  function fill(into, seats, template) {
    into.replaceChildren(...seats.map((seat) => {
      const row = room.template(template);
      row.dataset.seat = seat.id;
      row.querySelector(".person__name").textContent = seat.name;
      row.querySelector(".person__role").textContent = [seat.side_label, seat.role_label].filter(Boolean).join(" · ");
      const state = row.querySelector(".person__state");
      state.textContent = stateOf(seat);
      for (const one of row.querySelectorAll("button[data-do]")) {
        one.addEventListener("click", deed(one.dataset.do));
        one.setAttribute("aria-label", `${one.textContent.trim()} ${seat.name}`);
        one.hidden = !offered(one.dataset.do, seat);
      }
      return row;
    }));
  }

  function stateOf(seat) {
    if (seat.state && seat.state !== "admitted") return seat.state_label;
    if (seat.place && !seat.here) return seat.place_label;
    if (!seat.here) return room.words("elsewhere");
    if (!seat.present && !seat.me) return room.words("line-broken");
    return [identityOf(seat), seat.hand ? room.words("hand-up") : "", seat.microphone ? "" : room.words("silent")].filter(Boolean).join(" · ");
  }

  // Only mediators are told; nobody signs before it.
  function identityOf(seat) {
    if (seat.identity || !room.can("lead") || ["mediator", "co_mediator"].includes(seat.role)) return seat.identity || "";
    return room.words("not-identified");
  }

  function offered(name, seat) {
    if (seat.me) return false;
    const leads = ["mediator", "co_mediator"].includes(seat.role);
    if (name === "identify") return !leads && !["refused", "removed"].includes(seat.state) && seat.state !== "invited";
    if (name === "mute") return seat.here && seat.microphone;
    if (name === "remove") return seat.state === "admitted" && !leads;
    if (name === "ask_back") return ["refused", "removed"].includes(seat.state);
    return true;
  }

  room.on("part:seats", draw);
  room.on("part:room", (known) => {
    const open = known.door === "open";
    const one = document.getElementById("do-door");
    one.setAttribute("aria-pressed", String(!open));
    for (const half of one.querySelectorAll("[data-when]")) half.hidden = half.dataset.when !== (open ? "off" : "on");
  });
  document.getElementById("do-door").addEventListener("click", (event) => {
    room.send("door", { open: event.currentTarget.getAttribute("aria-pressed") === "true" });
  });
  sealed(room);
}

// With one side, among mediators, or everybody back.
function sealed(room) {
  const minutes = document.getElementById("caucus-minutes");
  const move = (place, wanted) => {
    const seats = (room.part("seats") || []).filter((one) => one.state === "admitted" && one.may.includes(place) && wanted(one));
    room.send("move", { seats: [...new Set([...seats.map((one) => one.id), room.you().id])], place, minutes: Number(minutes.value) || 0 });
  };
  for (const one of document.querySelectorAll("#caucus-tools [data-with]")) {
    one.addEventListener("click", () => move(one.dataset.with, (seat) => seat.side === one.dataset.with));
  }
  document.getElementById("do-mediators").addEventListener("click", () => move("mediators", (seat) => ["mediator", "co_mediator"].includes(seat.role)));
  const gather = document.getElementById("do-gather");
  gather.addEventListener("click", () => room.send("gather"));
  room.on("part:seats", (seats) => { gather.hidden = !seats.some((one) => one.state === "admitted" && one.place !== "joint"); });
}

function faultOf(form) {
  const note = form.elements.note.value.trim();
  if (form.elements.how.value === "digits" && !/^\d{3}[\dXx]$/.test(note)) return "need-digits";
  return form.elements.how.value === "document" && !note ? "need-document" : "";
}

function complain(form, text) {
  const line = document.getElementById("identify-error");
  line.textContent = text;
  line.hidden = !text;
  form.elements.note.toggleAttribute("aria-invalid", Boolean(text));
  if (text) {
    form.elements.note.setAttribute("aria-invalid", "true");
    form.elements.note.focus();
  }
}

async function identify(room, seat) {
  const dialog = document.getElementById("identifying");
  dialog.querySelector(".who").textContent = room.seat(seat).name;
  const form = dialog.querySelector("form");
  form.reset();
  complain(form, "");
  form.onsubmit = (event) => {
    const wrong = event.submitter?.value === "yes" ? faultOf(form) : "";
    complain(form, wrong && room.words(wrong));
    if (wrong) event.preventDefault();
  };
  if ((await room.ask("identifying")) !== "yes") return;
  const said = new FormData(form);
  room.send("identify", { seat, how: said.get("how"), note: said.get("note") || "" });
}
