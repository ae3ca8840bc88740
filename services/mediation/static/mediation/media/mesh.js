// From browser to browser: a connection to everybody who is in the same place, and to nobody else.
//
// The page with the lower seat makes the three lines (sound, picture, screen) once and for all; tracks come and go on
// them by replaceTrack, so that nothing is negotiated again but ICE. When both want to, the higher seat gives way
// ("perfect negotiation").

import { watch } from "./quality.js";

const KINDS = ["audio", "video", "screen"];
// An offer may be lost while the other is being moved.
const OFFER_AGAIN = 4_000;
// A broken way is given this long to heal by itself.
const PATIENCE = 3_000;
// Signals that come before the seats do.
const KEPT = 60;

class Peer {
  #pc;
  #tell;
  #heard;
  #polite;
  #making = false;
  #ignoring = false;
  #lines = {};
  #own;
  #watching = null;
  #timers = new Set();
  #early = [];

  constructor({ me, seat, conn, ice, own, tell, heard }) {
    this.seat = seat;
    this.conn = conn;
    this.#tell = tell;
    this.#heard = heard;
    this.#own = own;
    this.#polite = me > seat;
    this.#pc = new RTCPeerConnection({ iceServers: ice, bundlePolicy: "max-bundle" });
    this.#pc.onicecandidate = ({ candidate }) => candidate && tell({ candidate: candidate.toJSON() });
    this.#pc.onnegotiationneeded = () => this.#offer();
    this.#pc.ontrack = ({ transceiver, track }) => this.#came(transceiver, track);
    this.#pc.onconnectionstatechange = () => this.#changed();
    if (!this.#polite) for (const kind of KINDS) this.#line(kind, this.#pc.addTransceiver(kind === "audio" ? "audio" : "video"));
  }

  async signal({ description, candidate }) {
    if (description) await this.#described(description);
    else if (candidate) await this.#candidate(candidate);
  }

  put(kind, track) {
    this.#own[kind] = track;
    if (kind === "video" && this.#watching) this.#watching.replace(track);
    else this.#lines[kind]?.sender.replaceTrack(track).catch(() => {});
  }

  async figures() {
    const found = { framesDecoded: 0, audioEnergy: 0, packetsLost: 0, packetsReceived: 0, relayed: false };
    const report = await this.#pc.getStats();
    for (const one of report.values()) {
      if (one.type === "inbound-rtp") {
        found.framesDecoded += one.framesDecoded || 0;
        found.audioEnergy += one.totalAudioEnergy || 0;
        found.packetsLost += one.packetsLost || 0;
        found.packetsReceived += one.packetsReceived || 0;
      }
      if (one.type === "transport" && one.selectedCandidatePairId) {
        const pair = report.get(one.selectedCandidatePairId);
        found.relayed = [pair?.localCandidateId, pair?.remoteCandidateId].some((id) => report.get(id)?.candidateType === "relay");
      }
    }
    return found;
  }

  restart() {
    if (this.#pc.signalingState !== "closed") this.#pc.restartIce();
  }

  close() {
    this.#watching?.stop();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#pc.onconnectionstatechange = null;
    this.#pc.close();
  }

  async #offer() {
    try {
      this.#making = true;
      await this.#pc.setLocalDescription();
      this.#describe();
    } catch { /* closed meanwhile */ } finally {
      this.#making = false;
    }
  }

  #describe() {
    const { localDescription } = this.#pc;
    this.#tell({ description: { type: localDescription.type, sdp: localDescription.sdp } });
    if (localDescription.type !== "offer") return;
    this.#later(OFFER_AGAIN, () => this.#pc.signalingState === "have-local-offer" && this.#describe());
  }

  async #described(description) {
    const collision = description.type === "offer" && (this.#making || this.#pc.signalingState !== "stable");
    this.#ignoring = !this.#polite && collision;
    if (this.#ignoring) return;
    if (description.type === "answer" && this.#pc.signalingState !== "have-local-offer") return; // said twice
    await this.#pc.setRemoteDescription(description);
    for (const candidate of this.#early.splice(0)) await this.#candidate(candidate);
    if (description.type !== "offer") return;
    this.#takeLines();
    await this.#pc.setLocalDescription();
    this.#describe();
  }

  async #candidate(candidate) {
    if (!this.#pc.remoteDescription) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch (error) {
      if (!this.#ignoring && this.#pc.signalingState !== "closed") console.warn("candidate", error.name);
    }
  }

  // The other page made them; their order says what they are for.
  #takeLines() {
    this.#pc.getTransceivers().forEach((line, index) => {
      const kind = KINDS[index];
      if (!kind || this.#lines[kind]) return;
      line.direction = "sendrecv";
      this.#line(kind, line);
    });
  }

  #line(kind, line) {
    this.#lines[kind] = line;
    const track = this.#own[kind];
    if (kind === "video") line.sender.replaceTrack(track).then(() => this.#hold(line.sender), () => {});
    else if (track) line.sender.replaceTrack(track).catch(() => {});
  }

  #hold(sender) {
    this.#watching ||= watch(this.#pc, sender, (level) => this.#heard.onLevel(this.seat, level));
    this.#watching.replace(this.#own.video);
  }

  #came(line, track) {
    const kind = KINDS[this.#pc.getTransceivers().indexOf(line)] || track.kind;
    this.#heard.onTrack(this.seat, track, kind);
  }

  #changed() {
    const state = this.#pc.connectionState;
    this.#heard.onState(this.seat, state);
    if (state === "failed") this.restart();
    if (state === "disconnected") this.#later(PATIENCE, () => this.#pc.connectionState === "disconnected" && this.restart());
    if (state === "failed") this.#later(PATIENCE * 4, () => this.#pc.connectionState === "failed" && this.restart());
  }

  #later(milliseconds, deed) {
    const timer = setTimeout(() => { this.#timers.delete(timer); deed(); }, milliseconds);
    this.#timers.add(timer);
  }
}

export class Mesh {
  #me;
  #ice;
  #signal;
  #heard;
  #own = { audio: null, video: null, screen: null };
  #peers = new Map();
  #waiting = [];

  constructor({ offer, me, signal, onTrack, onGone = () => {}, onState = () => {}, onLevel = () => {} }) {
    this.#me = me;
    this.#ice = offer.ice || [];
    this.#signal = signal;
    this.#heard = { onTrack, onGone, onState, onLevel };
  }

  async publish(stream) {
    this.#put("audio", stream?.getAudioTracks()[0] || null);
    this.#put("video", stream?.getVideoTracks()[0] || null);
  }

  async replaceVideo(track) {
    this.#put("video", track);
  }

  async share(track) {
    this.#put("screen", track);
  }

  // First lets go of whoever is elsewhere now, then calls those who are here.
  setPeers(peers) {
    const wanted = new Map(peers.map((one) => [one.seat, one.conn]));
    for (const [seat, peer] of this.#peers) if (wanted.get(seat) !== peer.conn) this.#drop(seat);
    for (const [seat, conn] of wanted) if (!this.#peers.has(seat)) this.#call(seat, conn);
  }

  heard({ from, conn, data }) {
    const peer = this.#peers.get(from);
    if (peer?.conn === conn) peer.signal(data).catch((error) => console.warn("signal", error.name));
    else this.#waiting = [...this.#waiting, { from, conn, data }].slice(-KEPT);
  }

  async stats() {
    const found = {};
    for (const [seat, peer] of this.#peers) found[seat] = await peer.figures();
    return found;
  }

  restart() {
    for (const peer of this.#peers.values()) peer.restart();
  }

  close() {
    for (const seat of [...this.#peers.keys()]) this.#drop(seat);
  }

  #put(kind, track) {
    this.#own[kind] = track;
    for (const peer of this.#peers.values()) peer.put(kind, track);
  }

  #call(seat, conn) {
    const tell = (data) => this.#signal({ to: seat, conn, data });
    const peer = new Peer({ me: this.#me, seat, conn, ice: this.#ice, own: { ...this.#own }, tell, heard: this.#heard });
    this.#peers.set(seat, peer);
    const early = this.#waiting.filter((one) => one.from === seat && one.conn === conn);
    this.#waiting = this.#waiting.filter((one) => !early.includes(one));
    for (const one of early) this.heard(one);
  }

  #drop(seat) {
    this.#peers.get(seat).close();
    this.#peers.delete(seat);
    this.#heard.onGone(seat);
  }
}
