// The row of buttons, the tabs beside the faces, and what the room says at its head.

export function start(room) {
  const own = { microphone: true, camera: true, screen: false };
  const button = (name) => document.getElementById(`do-${name}`);

  const press = (name, on) => {
    const one = button(name);
    one.setAttribute("aria-pressed", String(on));
    for (const half of one.querySelectorAll("[data-when]")) half.hidden = half.dataset.when !== (on ? "on" : "off");
  };

  const apply = () => {
    room.media.set("audio", own.microphone);
    room.media.set("video", own.camera);
    press("sound", own.microphone);
    press("picture", own.camera);
  };

  const tell = () => { apply(); room.send("devices", own); };
  button("sound").addEventListener("click", () => { own.microphone = !own.microphone; tell(); });
  button("picture").addEventListener("click", () => { own.camera = !own.camera; tell(); });
  button("hand").addEventListener("click", () => room.send("hand", { up: !room.seat(room.you().id)?.hand }));
  button("screen").addEventListener("click", () => room.media.share(button("screen").getAttribute("aria-pressed") !== "true"));
  const leave = async () => {
    const how = await room.ask("leaving");
    if (how === "leave") room.leave();
    if (how === "end") room.send("end_room");
  };
  button("leave").addEventListener("click", leave);
  button("end").addEventListener("click", leave);
  room.on("sharing", (on) => {
    press("screen", on);
    if (own.screen === on) return;
    own.screen = on;
    room.send("devices", own);
  });

  room.on("hello", (you) => {
    document.body.dataset.role = you.role;
    const speaks = room.can("speak");
    own.microphone &&= speaks && room.media.has("audio") && !you.muted;
    own.camera &&= speaks && room.media.has("video");
    button("sound").hidden = button("picture").hidden = !speaks;
    button("screen").hidden = !room.can("share") || !navigator.mediaDevices?.getDisplayMedia;
    for (const one of document.querySelectorAll("[data-needs]")) one.hidden = !room.can(one.dataset.needs);
    if (you.state === "admitted") tell();
  });

  room.on("part:seats", () => {
    const me = room.seat(room.you()?.id);
    if (!me) return;
    press("hand", me.hand);
    // A mediator has muted this seat; only its own hand opens it again.
    if (me.muted && own.microphone) {
      own.microphone = false;
      apply();
      room.notify(room.words("muted"));
    }
  });

  const where = document.getElementById("where");
  const caucus = document.getElementById("caucus");
  function head() {
    const you = room.you();
    const known = room.part("room");
    if (!you || !known) return;
    document.body.dataset.place = you.place;
    where.textContent = you.place_label;
    const which = known.caucus?.where;
    for (const one of caucus.children) one.hidden = one.dataset.caucus !== which;
    caucus.hidden = !which;
    const minutes = known.caucus?.until ? Math.ceil((new Date(known.caucus.until) - Date.now()) / 60_000) : 0;
    for (const one of caucus.querySelectorAll("[data-minutes]")) {
      one.hidden = minutes < 1;
      one.querySelector("span").textContent = minutes;
    }
    const dial = document.getElementById("dial");
    dial.hidden = !known.dial_in;
    dial.querySelector("a").textContent = known.dial_in;
    dial.querySelector("a").href = `tel:${known.dial_in}`;
  }
  room.on("part:room", head);
  room.on("moved", (you) => {
    head();
    room.notify(room.words(you.place === "joint" ? "moved-joint" : "moved-sealed"));
  });
  setInterval(head, 20_000);
  tabs(room);
  unread(room);
}

// A dot on what has something new, until it is looked at.
function unread(room) {
  const dot = document.getElementById("more-dot");
  const marked = () => document.querySelectorAll("[role=tab][data-unread]");
  room.on("unread", ({ tab }) => {
    const one = document.getElementById(`tab-${tab}`);
    if (one.getAttribute("aria-selected") === "true" && one.offsetParent) return;
    one.dataset.unread = "yes";
    dot.hidden = false;
  });
  room.on("shown", (name) => {
    delete document.getElementById(`tab-${name}`).dataset.unread;
    dot.hidden = !marked().length;
  });
}

// Tabs as the ARIA pattern has them: arrows move, one is in the order of the Tab key.
function tabs(room) {
  const list = [...document.querySelectorAll("[role=tab]")];
  const side = document.getElementById("side");
  const choose = (tab, { open = true } = {}) => {
    for (const one of list) {
      const on = one === tab;
      one.setAttribute("aria-selected", String(on));
      one.tabIndex = on ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = !on;
    }
    if (open) side.dataset.open = side.dataset.wanted = "yes";
    room.tell("shown", tab.dataset.tab);
  };
  for (const tab of list) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const visible = list.filter((one) => !one.hidden);
      const next = visible[(visible.indexOf(tab) + step + visible.length) % visible.length];
      choose(next);
      next.focus();
    });
  }
  document.getElementById("do-more").addEventListener("click", () => {
    side.dataset.open = side.dataset.open === "yes" ? "no" : "yes";
    if (side.dataset.open === "yes") list.find((one) => one.getAttribute("aria-selected") === "true").focus();
  });
  document.getElementById("side-close").addEventListener("click", () => {
    side.dataset.open = "no";
    document.getElementById("do-more").focus();
  });
  room.on("tab", (name) => choose(list.find((one) => one.dataset.tab === name)));
  choose(list[0], { open: false });
}
