// Own camera and microphone, and whoever is heard here: one thing for the room, whichever way the media take.

import { closeDevices, openDevices } from "../devices.js";
import { Mesh } from "./mesh.js";

const PATHS = {
  mesh: async () => Mesh,
  livekit: async () => (await import("./livekit.js")).LiveKit,
};

export class Call {
  #room;
  #path = null;
  #making = null;
  #stream = null;
  #screen = null;
  #tracks = new Map();
  #peers = [];
  #held = [];

  constructor(room) {
    this.#room = room;
  }

  // {problem, missing} as devices.js says it.
  async open({ video = true, deviceIds = {} } = {}) {
    closeDevices(this.#stream);
    const { stream, problem, missing } = await openDevices({ audio: true, video: video && 360, deviceIds });
    this.#stream = stream;
    await this.#path?.publish(this.#sent());
    return { problem, missing };
  }

  get stream() {
    return this.#stream;
  }

  // The offer of this place. The old way is closed before the new one begins: nothing goes from one place to the other.
  async enter(offer) {
    this.#leave();
    if (!offer) return;
    const making = (async () => {
      const Path = await PATHS[offer.path]();
      if (this.#making !== making) return;
      this.#path = new Path({
        offer,
        me: this.#room.you().id,
        signal: (fields) => this.#room.send("signal", fields),
        onTrack: (seat, track, kind) => this.#came(seat, track, kind),
        onGone: (seat) => this.#gone(seat),
        // A server speaks for everybody at once, and names nobody.
        onState: (...said) => this.#room.tell("peer", { seat: said.length > 1 ? said[0] : null, state: said.at(-1) }),
        onLevel: (seat, level) => this.#room.tell("level", { seat, level }),
      });
      await this.#path.publish(this.#sent());
      this.#path.setPeers(this.#peers);
      for (const signal of this.#held.splice(0)) this.#path.heard(signal);
    })();
    this.#making = making;
    await making;
  }

  // A line that came back brings a new way in; a path that never lost its own has no use for it.
  renew(offer) {
    this.#path?.renew?.(offer);
  }

  setPeers(peers) {
    this.#peers = peers;
    this.#path?.setPeers(peers);
  }

  heard(signal) {
    if (this.#path) this.#path.heard(signal);
    else this.#held.push(signal);
  }

  set(kind, on) {
    const tracks = kind === "audio" ? this.#stream?.getAudioTracks() : this.#stream?.getVideoTracks();
    for (const track of tracks || []) track.enabled = on;
  }

  has(kind) {
    return Boolean((kind === "audio" ? this.#stream?.getAudioTracks() : this.#stream?.getVideoTracks())?.length);
  }

  // True when the screen is shared now. The browser's own "stop sharing" ends it, too.
  async share(on) {
    this.#screen?.getTracks().forEach((track) => track.stop());
    this.#screen = null;
    if (on) {
      try {
        this.#screen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 8 }, audio: false });
      } catch { /* thought better of it */ }
    }
    const track = this.#screen?.getVideoTracks()[0] || null;
    if (track) track.addEventListener("ended", () => this.share(false), { once: true });
    await this.#path?.share(track);
    this.#room.tell("sharing", Boolean(track));
    return Boolean(track);
  }

  // Everybody who is seen or heard here, oneself included.
  tracks() {
    const me = this.#room.you()?.id;
    const own = [
      ...(this.#stream?.getTracks() || []).map((track) => ({ seat: me, kind: track.kind, track })),
      ...(this.#screen?.getVideoTracks() || []).map((track) => ({ seat: me, kind: "screen", track })),
    ];
    return [...own, ...[...this.#tracks.entries()].flatMap(([seat, kinds]) => [...kinds].map(([kind, track]) => ({ seat, kind, track })))];
  }

  stats() {
    return this.#path ? this.#path.stats() : {};
  }

  close() {
    this.share(false);
    this.#leave();
    closeDevices(this.#stream);
  }

  #sent() {
    return this.#room.can("speak") ? this.#stream : null;
  }

  #leave() {
    this.#making = null;
    this.#held = [];
    this.#path?.close();
    this.#path = null;
    for (const seat of [...this.#tracks.keys()]) this.#gone(seat);
  }

  #came(seat, track, kind) {
    if (!this.#tracks.has(seat)) this.#tracks.set(seat, new Map());
    if (track) this.#tracks.get(seat).set(kind, track);
    else this.#tracks.get(seat).delete(kind);
    this.#room.tell("tracks", { seat });
  }

  #gone(seat) {
    if (this.#tracks.delete(seat)) this.#room.tell("tracks", { seat });
  }
}
