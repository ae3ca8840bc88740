// The room as one object that the panels share: what it knows comes from the line, what it wants goes there.

import { Link, PAGE } from "./link.js";
import { Call } from "./media/call.js";
import { start as chat } from "./panels/chat.js";
import { start as clauses } from "./panels/clauses.js";
import { start as faces } from "./faces.js";
import { start as files } from "./panels/files.js";
import { start as minutes } from "./panels/minutes.js";
import { start as paper } from "./panels/paper.js";
import { start as people } from "./panels/people.js";
import { start as recording } from "./panels/recording.js";
import { start as screens } from "./screens.js";
import { start as controls } from "./controls.js";
import { start as tools } from "./panels/tools.js";
import { start as unread } from "./unread.js";

const AGAIN_EVERY = 10_000;
const boot = JSON.parse(document.getElementById("boot").textContent);

class Room {
  #heard = new Map();
  #parts = {};
  #you = null;
  #place = null;
  #link = null;

  constructor() {
    this.code = boot.room;
    this.media = new Call(this);
    // A media server that went away: a new line brings a new token.
    let asked = 0;
    this.on("peer", ({ seat, state }) => {
      if (seat !== null || state !== "failed" || Date.now() - asked < AGAIN_EVERY) return;
      asked = Date.now();
      this.#link.again();
    });
  }

  you() { return this.#you; }
  can(what) { return Boolean(this.#you?.can.includes(what)); }
  part(name) { return this.#parts[name]; }
  seat(id) { return (this.#parts.seats || []).find((one) => one.id === id); }
  words(key) { return document.querySelector(`[data-word="${key}"]`)?.textContent ?? key; }

  on(event, deed) {
    if (!this.#heard.has(event)) this.#heard.set(event, []);
    this.#heard.get(event).push(deed);
  }

  tell(event, said) {
    for (const deed of this.#heard.get(event) || []) {
      try { deed(said); } catch (error) { console.error(event, error); }
    }
  }

  connect() {
    this.#link ||= new Link(boot.socket, { onMessage: (told) => this.#take(told), onState: (state) => this.tell("line", state) });
  }

  send(verb, fields) {
    const sent = this.#link?.send(verb, fields) ?? false;
    if (!sent && verb !== "signal") this.notify(this.words("broken"), "error");
    return sent;
  }

  leave() {
    this.#link?.send("leave");
    this.#link?.end();
    this.media.close();
    this.tell("bye", "left");
  }

  async post(path, body) {
    const headers = { "X-CSRFToken": csrf(), Accept: "application/json" };
    const isForm = body instanceof FormData || body instanceof Blob || body instanceof ArrayBuffer;
    if (!isForm) headers["Content-Type"] = "application/json";
    try {
      const answer = await fetch(`/mediation/${this.code}/${path}`, { method: "POST", headers, body: isForm ? body : JSON.stringify(body ?? {}) });
      const data = await answer.json().catch(() => ({}));
      return { ok: answer.ok, status: answer.status, data: answer.ok || data.error ? data : { error: this.words("failed") } };
    } catch {
      return { ok: false, status: 0, data: { error: this.words("broken") } };
    }
  }

  notify(text, kind = "note") {
    const line = document.getElementById("notes");
    line.replaceChildren(Object.assign(document.createElement("p"), { textContent: text, className: `note note--${kind}` }));
    clearTimeout(this.quiet);
    line.onclick = () => line.replaceChildren();
    this.quiet = setTimeout(() => line.replaceChildren(), 6_000);
  }

  template(id) {
    return document.getElementById(id).content.firstElementChild.cloneNode(true);
  }

  ask(id) {
    const dialog = document.getElementById(id);
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
  }

  tab(name) { this.tell("tab", name); }

  #take(told) {
    if (told.event === "hello") this.#hello(told);
    else if (told.event === "part") this.#part(told.part, told.data);
    else if (told.event === "moved") this.#moved(told);
    else if (told.event === "signal") this.media.heard(told);
    else if (told.event === "refused") this.#refused(told);
    else if (told.event === "bye") this.tell("bye", told.why);
  }

  #hello({ you, media, parts, conn }) {
    this.#you = you;
    const inside = you.state === "admitted";
    // A line that was broken for a moment breaks no conversation.
    if (!inside) this.#enter(null, null);
    else if (this.#place !== you.place || conn !== PAGE) this.#enter(you.place, media);
    else this.media.renew(media);
    this.tell("hello", you);
    for (const [name, data] of Object.entries(parts)) this.#part(name, data);
  }

  #moved({ you, media }) {
    this.#you = you;
    this.#enter(you.place, media);
    this.tell("moved", you);
  }

  #enter(place, media) {
    this.#place = place;
    this.media.setPeers([]);
    this.media.enter(media).catch((error) => { console.error(error); this.notify(this.words("no-media"), "error"); });
  }

  #part(name, data) {
    this.#parts[name] = data;
    if (name === "seats") {
      this.media.setPeers(data.filter((one) => one.here && !one.me && one.conn && one.present).map(({ id, conn }) => ({ seat: id, conn })));
    }
    this.tell(`part:${name}`, data);
  }

  #refused({ verb, why }) {
    if (verb) this.notify(why, "error");
    this.tell("refused", { verb, why });
  }
}

function csrf() {
  return document.cookie.split("; ").find((one) => one.startsWith(`${boot.csrf}=`))?.slice(boot.csrf.length + 1) ?? "";
}

const room = new Room();
// For tests and for whoever helps somebody on the telephone: how sound and picture come in.
window.fengqiaoRoom = room;
for (const start of [screens, faces, unread, controls, people, chat, files, tools, clauses, paper, recording, minutes]) start(room);
