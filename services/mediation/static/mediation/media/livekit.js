// Over a LiveKit server, with the interface of mesh.js: each browser sends once, the server passes on.
// Loaded only where the office runs such a server; the vendored client (600 KB) comes with it, from `offer.client`.
//
// Two things keep a sealed room sealed. Every place is a LiveKit room of its own, for which the server made the token.
// And every browser names those who may receive its tracks: a token of yesterday opens the room, but nobody is heard.

const SOURCES = { audio: "Microphone", video: "Camera", screen: "ScreenShare" };
const KINDS = { microphone: "audio", camera: "video", screen_share: "screen" };
// Milliseconds before entering again after the server let go; its client has tried by itself before.
const AGAIN = [500, 1500, 4000];

async function clientAt(url) {
  if (!globalThis.LivekitClient) {
    await import(url);
    globalThis.LivekitClient.setLogLevel("warn");
  }
  return globalThis.LivekitClient;
}

export class LiveKit {
  #heard;
  #offer;
  #kit = null;
  #room = null;
  #peers = new Set(); // identities: who is where we are
  #own = { audio: null, video: null, screen: null };
  #sent = new Map(); // kind → publication
  #line; // one thing after the other
  #closed = false;
  #failed = false;

  // `onState` names no seat: a server speaks for everybody at once.
  constructor({ offer, onTrack, onGone = () => {}, onState = () => {} }) {
    this.#offer = offer;
    this.#heard = { onTrack, onGone, onState };
    this.#line = this.#enter().catch(() => this.#again(0));
  }

  publish(stream) {
    const [audio] = stream ? stream.getAudioTracks() : [];
    const [video] = stream ? stream.getVideoTracks() : [];
    this.#wish("audio", audio || null);
    return this.#wish("video", video || null);
  }

  replaceVideo(track) {
    return this.#wish("video", track);
  }

  share(track) {
    return this.#wish("screen", track);
  }

  // Who is here now: they may receive our tracks, and of theirs we take what they send. Nobody else.
  setPeers(peers) {
    const before = this.#peers;
    this.#peers = new Set(peers.map(({ seat }) => String(seat)));
    for (const gone of before) if (!this.#peers.has(gone)) this.#heard.onGone(Number(gone));
    this.#admitPeers();
  }

  // Signals travel between browsers only where there is no server.
  heard() {}

  // A token for the same place, for whoever has given up: the old one has run out.
  renew(offer) {
    this.#offer = offer;
    if (!this.#failed || this.#closed) return;
    this.#failed = false;
    this.#line = this.#line.then(() => this.#enter()).catch(() => this.#again(0));
  }

  // {seat: {framesDecoded, audioEnergy, packetsLost, packetsReceived, relayed}}: what has come from each.
  async stats() {
    const found = {};
    for (const [identity, participant] of this.#room?.remoteParticipants ?? []) {
      const sums = { framesDecoded: 0, audioEnergy: 0, packetsLost: 0, packetsReceived: 0, relayed: false };
      for (const { track } of participant.trackPublications.values()) add(sums, await track?.getRTCStatsReport());
      found[identity] = sums;
    }
    return found;
  }

  async close() {
    this.#closed = true;
    const room = this.#room;
    this.#room = null;
    await room?.disconnect(false);
  }

  async #enter() {
    this.#heard.onState("connecting");
    this.#kit = await clientAt(this.#offer.client);
    const { Room, RoomEvent } = this.#kit;
    const room = new Room({ dynacast: true, stopLocalTrackOnUnpublish: false });
    room
      .on(RoomEvent.ParticipantConnected, () => this.#admitPeers())
      .on(RoomEvent.TrackPublished, () => this.#admitPeers())
      .on(RoomEvent.TrackSubscribed, (track, publication, from) => this.#show(from, publication, track.mediaStreamTrack))
      .on(RoomEvent.TrackUnsubscribed, (track, publication, from) => this.#show(from, publication, null))
      .on(RoomEvent.TrackStreamStateChanged, (publication, state, from) => this.#flow(from, publication, state))
      .on(RoomEvent.Reconnecting, () => this.#heard.onState("connecting"))
      .on(RoomEvent.Reconnected, () => this.#heard.onState("connected"))
      .on(RoomEvent.Disconnected, (reason) => this.#left(room, reason));
    await room.connect(this.#offer.url, this.#offer.token, { autoSubscribe: false });
    if (this.#closed) {
      await room.disconnect(false);
      return;
    }
    this.#room = room;
    this.#admitPeers(); // before the first track is sent
    for (const kind of Object.keys(SOURCES)) await this.#send(kind);
    this.#heard.onState("connected");
  }

  #admitPeers() {
    if (!this.#room) return;
    const allowed = [...this.#peers].map((participantIdentity) => ({ participantIdentity, allowAll: true }));
    this.#room.localParticipant.setTrackSubscriptionPermissions(false, allowed);
    for (const [identity, participant] of this.#room.remoteParticipants) {
      const here = this.#peers.has(identity);
      for (const publication of participant.trackPublications.values()) publication.setSubscribed(here);
    }
  }

  #wish(kind, track) {
    this.#own[kind] = track;
    this.#line = this.#line.then(() => this.#send(kind)).catch(() => this.#heard.onState("failed"));
    return this.#line;
  }

  async #send(kind) {
    const track = this.#own[kind];
    const sent = this.#sent.get(kind);
    const me = this.#room?.localParticipant;
    if (!me || sent?.track?.mediaStreamTrack === track || !me.permissions?.canPublish) return;
    if (track && sent) {
      await sent.track.replaceTrack(track, true);
    } else if (track) {
      this.#sent.set(kind, await me.publishTrack(track, { source: this.#kit.Track.Source[SOURCES[kind]] }));
    } else if (sent) {
      this.#sent.delete(kind);
      await me.unpublishTrack(sent.track, false);
    }
  }

  #show(from, publication, track) {
    const kind = KINDS[publication.source];
    if (kind && this.#peers.has(from.identity)) this.#heard.onTrack(Number(from.identity), track, kind);
  }

  // The server stops a picture before it lets the sound suffer: a still face would say something else.
  #flow(from, publication, state) {
    const runs = state === this.#kit.Track.StreamState.Active;
    this.#show(from, publication, runs ? publication.track.mediaStreamTrack : null);
  }

  #left(room, reason) {
    if (this.#closed || room !== this.#room) return;
    this.#room = null;
    this.#sent.clear();
    const { DUPLICATE_IDENTITY } = this.#kit.DisconnectReason;
    // The same seat has come in elsewhere; coming back would throw the other one out.
    if (reason === DUPLICATE_IDENTITY) this.#heard.onState("failed");
    else this.#line = this.#again(0); // what was wished for meanwhile is sent on entering
  }

  // A seat that was moved to and fro quickly may be taken out of the room in which it sits again.
  async #again(turn) {
    if (this.#closed) return;
    if (turn === AGAIN.length) {
      this.#failed = true;
      this.#heard.onState("failed");
      return;
    }
    await new Promise((done) => setTimeout(done, AGAIN[turn]));
    if (!this.#closed) await this.#enter().catch(() => this.#again(turn + 1));
  }
}

function add(sums, report) {
  for (const entry of report?.values() ?? []) {
    if (entry.type !== "inbound-rtp") continue;
    sums.framesDecoded += entry.framesDecoded ?? 0;
    sums.audioEnergy += entry.totalAudioEnergy ?? 0;
    sums.packetsLost += entry.packetsLost ?? 0;
    sums.packetsReceived += entry.packetsReceived ?? 0;
  }
}
