// The line to the room. It comes again by itself; only when the room says so it stays away.

const VERSION = 1;
// Seconds between two tries.
const AGAIN = [0.5, 1, 2, 4, 8];
// 4403 gone, 4409 this seat speaks elsewhere, 4400 too much nonsense.
const FOR_GOOD = new Set([4400, 4403, 4409]);
const ALIVE_EVERY = 20_000;

// What this page calls itself: its media outlives a broken line.
export const PAGE = Array.from(crypto.getRandomValues(new Uint8Array(8)), (one) => one.toString(16).padStart(2, "0")).join("");

export class Link {
  #path;
  #heard;
  #state;
  #socket = null;
  #tries = 0;
  #over = false;

  constructor(path, { onMessage, onState }) {
    this.#path = path;
    this.#heard = onMessage;
    this.#state = onState;
    // A socket that lived through a gap may be dead without knowing it.
    addEventListener("online", () => this.#open());
    addEventListener("offline", () => this.#state("broken"));
    setInterval(() => this.send("alive"), ALIVE_EVERY);
    this.#open();
  }

  // False while the line is broken: the caller may say so.
  send(verb, fields = {}) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify({ v: VERSION, verb, ...fields }));
    return true;
  }

  again() {
    this.#open();
  }

  end() {
    this.#over = true;
    this.#socket?.close(1000);
  }

  #open() {
    if (this.#over) return;
    if (this.#socket) this.#socket.onclose = null;
    this.#socket?.close();
    const base = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}`;
    const socket = new WebSocket(`${base}${this.#path}?page=${PAGE}`);
    this.#socket = socket;
    socket.onopen = () => this.#state("open");
    socket.onmessage = ({ data }) => {
      this.#tries = 0;
      this.#heard(JSON.parse(data));
    };
    socket.onclose = ({ code }) => this.#closed(code);
  }

  #closed(code) {
    if (this.#over) return;
    if (FOR_GOOD.has(code)) {
      this.#over = true;
      this.#state("over");
      return;
    }
    this.#state("broken");
    const wait = AGAIN[Math.min(this.#tries, AGAIN.length - 1)];
    this.#tries += 1;
    setTimeout(() => this.#open(), wait * 1000 * (0.75 + Math.random() / 2));
  }
}
