// Asking, the red mark, and, in the browser of whoever records, the recording itself.

import { kind, Recorder } from "../recorder.js";
import { forgetAllBut, left } from "../recording_store.js";
import { Upload } from "../recording_upload.js";

// Pieces on the way above which it is said that the network is slow.
const MANY = 5;

export function start(room) {
  const at = (id) => document.getElementById(`recording-${id}`);
  const own = new Own(room, at);
  let asking = false;
  let offered = false;
  let was = null;

  const ask = async () => {
    if (asking) return;
    asking = true;
    const answered = room.ask("recording-asking");
    fromTheTop(at("asking"));
    const answer = await answered;
    asking = false;
    if (answer) room.send("recording_consent", { yes: answer === "yes" });
    else at("answer").focus();
  };

  const show = (told) => {
    const { running, asked, consent } = told;
    document.body.toggleAttribute("data-recording", Boolean(running));
    at("mark").hidden = !running;
    at("by").textContent = running?.by ?? "";
    at("take-back").hidden = !running || consent !== true;
    at("answer").hidden = !asked || Boolean(running);
    for (const one of at("answer").children) one.hidden = one.dataset.answer !== String(consent);
    if (was && !running) room.notify(told.stopped?.why ?? "");
    was = running;
    tools(told);
    if (asked && consent === null && !offered && room.you().place === "joint") {
      offered = true;
      ask();
    }
  };

  const tools = ({ running, asked, waiting = [], against = [], sealed }) => {
    const may = room.can("record");
    const all = !waiting.length && !against.length;
    at("tools").hidden = !may;
    at("start").hidden = Boolean(running);
    for (const one of at("start").children) one.hidden = one.dataset.when !== (asked && all ? "ready" : "first");
    at("stop").hidden = !running;
    names("waiting", !running && asked ? waiting : []);
    names("against", running ? [] : against);
    at("all").hidden = !asked || !all || Boolean(running) || Boolean(sealed);
  };

  const names = (which, list) => {
    at(which).hidden = !list.length;
    at(which).querySelector("span").textContent = list.join("、");
  };

  at("answer").addEventListener("click", ask);
  at("take-back").addEventListener("click", async () => {
    if (await room.ask("recording-taking-back")) room.send("recording_consent", { yes: false });
  });
  at("start").addEventListener("click", async () => {
    const mime = kind();
    if (!mime) room.notify(room.words("recording-cannot"), "error");
    else if (room.part("recording").asked || (await room.ask("recording-starting"))) room.send("start_recording", { mime });
  });
  at("stop").addEventListener("click", () => room.send("stop_recording"));

  room.on("part:recording", (told) => {
    show(told);
    own.follow(told);
  });
  for (const event of ["moved", "hello"]) {
    room.on(event, (you) => {
      if (you.place !== "joint" || you.state !== "admitted") own.stop();
    });
  }
  room.on("bye", () => {
    own.stop();
    document.body.removeAttribute("data-recording");
  });
}

// The question is read before it is answered, on however small a screen.
function fromTheTop(dialog) {
  dialog.querySelector("h2").focus({ preventScroll: true });
  dialog.scrollTop = 0;
}

// What this page records. What an earlier page of the same seat left behind is sent on, and never gone on with.
class Own {
  #room;
  #at;
  #recorder = null;
  #id = null;
  #taken = new Set();
  #looked = false;

  constructor(room, at) {
    this.#room = room;
    this.#at = at;
    addEventListener("beforeunload", (event) => {
      if (this.#recorder || this.upload?.waiting) event.preventDefault();
    });
  }

  follow({ running, open = [] }) {
    if (!this.#room.can("record")) return;
    const mine = running?.mine ? running.id : null;
    if (this.#recorder && mine !== this.#id) this.stop();
    if (mine && !this.#recorder) this.#begin(mine, running.next);
    for (const { id, next } of open) this.#sendOn(id, next);
    if (!this.#looked) forgetAllBut([mine, ...open.map(({ id }) => id)]);
    this.#looked = true;
  }

  // Nothing that happens after this call is recorded.
  async stop() {
    const recorder = this.#recorder;
    if (!recorder) return;
    this.#recorder = null;
    await recorder.stop();
    await this.upload.finish();
    this.#state({ waiting: 0 });
  }

  #begin(id, next) {
    // Begun by a page that is gone: that one is over, and this page did not ask for it.
    if (!this.#looked || next > 0 || this.#taken.has(id)) {
      this.#room.send("stop_recording");
      return;
    }
    this.#taken.add(id);
    const { post, media, seat } = this.#room;
    this.upload = new Upload({ post: post.bind(this.#room), id, onState: (state) => this.#state(state) });
    const { upload } = this;
    const recorder = new Recorder({
      tracks: () => media.tracks(),
      name: (one) => seat.call(this.#room, one)?.name ?? "",
      shares: (one) => Boolean(seat.call(this.#room, one)?.screen),
      onPiece: (piece) => upload.add(piece.arrayBuffer()),
      onFailed: () => this.#failed(),
    });
    this.#id = id;
    try {
      recorder.start(kind());
      this.#recorder = recorder;
    } catch (error) {
      console.error(error);
      this.#failed();
    }
  }

  async #sendOn(id, next) {
    if (this.#taken.has(id)) return;
    this.#taken.add(id);
    const upload = new Upload({ post: this.#room.post.bind(this.#room), id, next });
    for (const [number, bytes] of await left(id)) if (number === upload.count) upload.add(bytes);
    await upload.finish();
  }

  #state({ waiting, failed }) {
    const slow = this.#at("slow");
    slow.hidden = waiting < MANY;
    slow.querySelector("span").textContent = waiting;
    if (failed) this.#failed();
  }

  #failed() {
    this.#room.send("stop_recording");
    this.stop();
    this.#room.notify(this.#room.words("recording-failed"), "error");
  }
}
