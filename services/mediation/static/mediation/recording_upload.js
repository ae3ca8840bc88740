// Sends the pieces of one recording in order, each until the office has it.

import { drop, dropAll, keep } from "./recording_store.js";

// Seconds between two tries of the same piece.
const AGAIN = [1, 2, 4, 8, 15];
// Milliseconds after which an answer is no longer waited for; sending twice does no harm.
const PATIENCE = 20_000;
const FOR_NOW = new Set([0, 408, 425, 429, 500, 502, 503, 504]);

export class Upload {
  #post;
  #id;
  #next;
  #queue = [];
  #going = null;
  #over = false;

  // post(path, body) as room.post; onState({waiting, failed}): pieces not acknowledged yet; whether it was given up.
  constructor({ post, id, next = 0, onState = () => {} }) {
    this.#post = post;
    this.#id = id;
    this.#next = next;
    this.onState = onState;
  }

  get count() { return this.#next; }
  get waiting() { return this.#queue.length; }

  add(bytes) {
    const number = this.#next++;
    this.#queue.push({ number, bytes });
    // Kept first, forgotten afterwards: the two must not overtake each other.
    const kept = Promise.resolve(bytes).then((piece) => keep(this.#id, number, piece));
    this.#queue.at(-1).kept = kept;
    this.#going ||= this.#send();
  }

  // True when the office has all of it and closed it.
  async finish() {
    await this.#going;
    if (this.#over) return false;
    const answer = await this.#until(() => {
      const form = new FormData();
      form.set("chunks", this.#next);
      return this.#post(`recordings/${this.#id}/finished/`, form);
    });
    await dropAll(this.#id);
    return answer.ok;
  }

  async #send() {
    while (this.#queue.length && !this.#over) {
      const { number, bytes, kept } = this.#queue[0];
      const piece = await bytes;
      const digest = await sha256(piece);
      const answer = await this.#until(() => this.#post(`recordings/${this.#id}/${number}/?sha256=${digest}`, piece));
      if (!answer.ok) return this.#giveUp();
      this.#queue.shift();
      this.onState({ waiting: this.#queue.length, failed: false });
      kept.then(() => drop(this.#id, number));
    }
    this.#going = null;
  }

  async #until(ask) {
    for (let tries = 0; ; tries += 1) {
      const late = new Promise((done) => setTimeout(done, PATIENCE, { ok: false, status: 0 }));
      const answer = await Promise.race([ask(), late]);
      if (answer.ok || !FOR_NOW.has(answer.status)) return answer;
      await new Promise((done) => setTimeout(done, AGAIN[Math.min(tries, AGAIN.length - 1)] * 1000));
    }
  }

  #giveUp() {
    this.#over = true;
    this.onState({ waiting: this.#queue.length, failed: true });
    dropAll(this.#id);
  }
}

async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (one) => one.toString(16).padStart(2, "0")).join("");
}
