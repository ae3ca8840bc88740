// Which of the screens is shown: getting ready, at the door, inside, or the end.

import { insideChat, problemWords } from "./devices.js";

const AWAY_AFTER = 8_000;

export function start(room) {
  const screens = [...document.querySelectorAll("[data-screen]")];
  const enter = document.getElementById("enter");
  const preview = document.getElementById("preview");
  const trouble = document.getElementById("trouble");
  let over = false;

  const show = (name) => {
    document.body.dataset.in = name;
    for (const one of screens) one.hidden = one.dataset.screen !== name;
  };

  const prepare = async () => {
    const { problem, missing } = await room.media.open();
    preview.srcObject = room.media.stream;
    preview.hidden = !room.media.has("video");
    trouble.replaceChildren();
    if (problem) trouble.append(problemWords(missing || "audio", insideChat() && problem === "no-browser" ? "inside-chat" : problem).content);
    trouble.hidden = !problem;
    document.getElementById("retry").hidden = !problem;
    enter.disabled = false;
  };

  document.getElementById("retry").addEventListener("click", prepare);
  enter.addEventListener("click", () => {
    room.connect();
    show("lobby");
  });

  room.on("hello", (you) => !over && show(you.state === "admitted" ? "room" : "lobby"));
  room.on("part:lobby", (lobby) => {
    if (over) return;
    const door = document.getElementById("door");
    const which = lobby.ended ? "ended" : lobby.state === "refused" ? "refused" : lobby.door === "closed" && lobby.state !== "waiting" ? "closed" : lobby.open ? "waiting" : "early";
    for (const one of door.children) one.hidden = one.dataset.door !== which;
  });
  document.getElementById("knock").addEventListener("click", () => room.send("knock"));
  room.on("part:room", ({ state }) => state === "ended" && end("ended"));
  room.on("bye", (why) => end(why));

  function end(why) {
    over = true;
    if (why !== "left") room.media.close();
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    for (const one of document.getElementById("bye").children) one.hidden = !one.dataset.bye.split(" ").includes(why);
    show("bye");
  }
  document.getElementById("again").addEventListener("click", () => location.reload());
  document.getElementById("give-up").addEventListener("click", () => room.leave());

  let away = null;
  room.on("line", (state) => {
    clearTimeout(away);
    const line = document.getElementById("broken");
    if (state === "open") line.hidden = true;
    else if (state === "broken") away = setTimeout(() => { line.hidden = over; }, line.hidden ? 1_000 : AWAY_AFTER);
    else if (!over) end("gone");
  });
  show("ready");
  prepare();
}
