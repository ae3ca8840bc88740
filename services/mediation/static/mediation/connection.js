// How fast and steady the way to our server is, and whether this browser sends picture and sound at all.
// Over a web socket nothing is lost, it comes late: what is not back in LATE ms would be a hole in the voice.

const OPENING = 6000; // ms
const PINGS = 20;
const PAUSE = 100;
const LATE = 1000;
const LAST = 2000; // how long the last answers are waited for

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function within(ms, promise) {
  return Promise.race([promise, wait(ms).then(() => { throw new Error("too late"); })]);
}

// The socket and what our server said first: {socket, hello: {ice}}.
export async function open(path) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${path}`);
  try {
    const hello = await within(OPENING, new Promise((done, failed) => {
      socket.onmessage = (event) => done(JSON.parse(event.data));
      socket.onclose = failed;
    }));
    return { socket, hello };
  } catch (error) {
    socket.close();
    throw error;
  }
}

// {p50, late}: milliseconds there and back, and how many of the pings came back too late or not at all.
export async function ping(socket) {
  const sent = [];
  const took = [];
  socket.onmessage = (event) => {
    const { event: name, n } = JSON.parse(event.data);
    if (name === "pong") took[n] = performance.now() - sent[n];
  };
  for (let n = 0; n < PINGS && socket.readyState === WebSocket.OPEN; n += 1) {
    sent[n] = performance.now();
    socket.send(JSON.stringify({ v: 1, verb: "ping", n }));
    await wait(PAUSE);
  }
  const answered = () => took.filter((one) => one !== undefined);
  for (let rest = LAST; rest > 0 && answered().length < PINGS; rest -= PAUSE) await wait(PAUSE);
  const sorted = answered().sort((one, other) => one - other);
  const inTime = sorted.filter((one) => one <= LATE).length;
  return { p50: sorted.length ? Math.round(sorted[Math.floor(sorted.length / 2)]) : LATE, late: PINGS - inTime };
}

const PIECE = 8 * 1024; // bytes
const PIECES = 32;
const UNDERWAY = 4;
const LONGEST = 4000; // ms

// Kilobits a second that get out: random bytes, which no compression makes smaller.
export async function upload(socket) {
  const piece = crypto.getRandomValues(new Uint8Array(PIECE));
  let sent = 0;
  let back = 0;
  const begun = performance.now();
  await new Promise((done) => {
    const next = () => { if (sent < PIECES) { socket.send(piece); sent += 1; } };
    const timer = setTimeout(done, LONGEST);
    socket.onclose = done;
    socket.onmessage = (event) => {
      if (JSON.parse(event.data).event !== "got") return;
      back += 1;
      if (back === PIECES) { clearTimeout(timer); done(); }
      next();
    };
    for (let n = 0; n < UNDERWAY; n += 1) next();
  });
  socket.onmessage = null; // what comes later starts nothing new
  return Math.round((back * PIECE * 8) / (performance.now() - begun)); // bits a millisecond
}

const GATHERING = 8000;

// Whether a TURN server lends this browser an address. Nothing is sent through it.
export async function relayed(ice) {
  const connection = new RTCPeerConnection({ iceServers: ice, iceTransportPolicy: "relay" });
  try {
    const found = new Promise((done) => {
      connection.onicecandidate = ({ candidate }) => {
        if (!candidate || !candidate.candidate) return done(false);
        if (/ typ relay /.test(candidate.candidate)) done(true);
      };
    });
    connection.createDataChannel("relay");
    await connection.setLocalDescription();
    return await within(GATHERING, found);
  } catch (error) {
    return false;
  } finally {
    connection.close();
  }
}

const WATCHING = 8000;
const FRAMES = 5; // decoded pictures that prove the way

// Two ends in this page, no server between them: {video, audio} say whether it was coded, sent and decoded again.
export async function loopback(stream) {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  here.onicecandidate = ({ candidate }) => there.addIceCandidate(candidate).catch(() => {});
  there.onicecandidate = ({ candidate }) => here.addIceCandidate(candidate).catch(() => {});
  const sound = new Audio(); // some browsers decode only what is played; muted, lest it howls
  sound.muted = true;
  there.ontrack = (event) => { if (event.track.kind === "audio") sound.srcObject = event.streams[0]; };
  const wanted = { audio: stream.getAudioTracks().length > 0, video: stream.getVideoTracks().length > 0 };
  try {
    for (const track of stream.getTracks()) here.addTrack(track, stream);
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription);
    return await arrived(there, wanted);
  } catch (error) {
    return { audio: false, video: false };
  } finally {
    here.close();
    there.close();
  }
}

async function arrived(connection, wanted) {
  const got = { audio: false, video: false };
  for (let rest = WATCHING; rest > 0; rest -= 250) {
    await wait(250);
    (await connection.getStats()).forEach((report) => {
      if (report.type !== "inbound-rtp") return;
      const kind = report.kind || report.mediaType;
      if (kind === "video" && report.framesDecoded >= FRAMES) got.video = true;
      if (kind === "audio" && report.packetsReceived > FRAMES) got.audio = true;
    });
    if (got.audio >= wanted.audio && got.video >= wanted.video) break;
  }
  return got;
}
