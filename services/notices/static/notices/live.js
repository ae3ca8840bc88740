// Says "1 new notice" on a page that stays open. The page needs none of it: the inbox is one link away.
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 120000;
const GONE = 4401; // signed out, or not allowed here: coming again is of no use
const region = document.querySelector("[data-live-notices]");

let pause = FIRST_PAUSE;
let fresh = 0;
let before = null;

function show(count) {
  const link = document.createElement("a");
  link.href = region.dataset.liveNotices;
  link.textContent = region.dataset.words.replace("{count}", count);
  region.replaceChildren(link);
}

// The first message says how things stand. More unread than before is new, whoever counted it.
function hear({ unread, notice }) {
  if (before !== null && (notice || unread > before)) show((fresh += notice ? 1 : unread - before));
  if (unread === 0) {
    fresh = 0;
    region.replaceChildren();
  }
  before = unread;
}

function listen() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const desk = "desk" in region.dataset ? "?desk=1" : "";
  const socket = new WebSocket(`${scheme}//${location.host}/ws/notices/${desk}`);
  socket.addEventListener("open", () => (pause = FIRST_PAUSE));
  socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  socket.addEventListener("close", (event) => {
    if (event.code === GONE) return;
    setTimeout(listen, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  });
}

if (region) listen();
