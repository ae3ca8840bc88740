// One film of everybody who is seen and heard here: faces on a canvas, voices mixed, cut into pieces of two seconds.

const WIDTH = 640;
const HEIGHT = 360;
const PER_SECOND = 10;
// Milliseconds of one piece; what a page that dies loses at most.
const SLICE = 2_000;
const BITS = { videoBitsPerSecond: 300_000, audioBitsPerSecond: 32_000 };
const KINDS = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];
const [PAPER, INK, LINE] = ["#fbfaf7", "#1d2328", "#2b3238"];

export function kind() {
  if (!globalThis.MediaRecorder || !HTMLCanvasElement.prototype.captureStream || !globalThis.AudioContext) return null;
  return KINDS.find((one) => MediaRecorder.isTypeSupported(one)) ?? null;
}

export class Recorder {
  #tracks;
  #name;
  #shares;
  #canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  #faces = new Map();
  #voices = new Map();
  #order = [];
  #ticks = 0;

  // tracks(): [{seat, kind, track}]; name(seat): what stands below a face; shares(seat): whether its screen is shown now;
  // onPiece(blob); onFailed().
  constructor({ tracks, name, shares, onPiece, onFailed }) {
    this.#tracks = tracks;
    this.#name = name;
    this.#shares = shares;
    this.onPiece = onPiece;
    this.onFailed = onFailed;
  }

  start(mime) {
    this.audio = new AudioContext();
    this.audio.resume();
    this.mix = this.audio.createMediaStreamDestination();
    this.#follow();
    this.#draw();
    const picture = this.#canvas.captureStream(PER_SECOND);
    this.stream = new MediaStream([...picture.getVideoTracks(), ...this.mix.stream.getAudioTracks()]);
    this.recorder = new MediaRecorder(this.stream, { mimeType: mime, videoKeyFrameIntervalDuration: 2 * SLICE, ...BITS });
    this.recorder.ondataavailable = ({ data }) => data.size && this.onPiece(data);
    this.recorder.onerror = () => this.onFailed();
    this.ended = new Promise((done) => { this.recorder.onstop = done; });
    this.recorder.start(SLICE);
    this.clock = new Worker(new URL("./recording_clock.js", import.meta.url));
    this.clock.onmessage = () => this.#tick();
    this.clock.postMessage(1000 / PER_SECOND);
  }

  // Nothing that happens after this call is recorded. Resolves when the last piece was handed over.
  async stop() {
    if (this.recorder.state !== "inactive") this.recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
    this.clock.terminate();
    await this.ended;
    for (const id of [...this.#voices.keys()]) this.#silence(id);
    for (const id of [...this.#faces.keys()]) this.#hide(id);
    this.audio.close();
  }

  #tick() {
    if (this.#ticks++ % PER_SECOND === 0) this.#follow();
    this.#draw();
  }

  // People come and go, cameras go on and off.
  #follow() {
    const now = this.#tracks().filter(({ track }) => track.readyState === "live");
    const ids = new Set(now.map(({ track }) => track.id));
    for (const id of [...this.#voices.keys()]) if (!ids.has(id)) this.#silence(id);
    for (const id of [...this.#faces.keys()]) if (!ids.has(id)) this.#hide(id);
    for (const { track, kind: what, seat } of now) {
      if (what === "audio" && !this.#voices.has(track.id)) this.#hear(track);
      if (what !== "audio" && !this.#faces.has(track.id)) this.#see(track, what, seat);
    }
    this.#order = [...new Set(now.map(({ seat }) => seat))].sort((one, other) => one - other);
  }

  #hear(track) {
    const source = this.audio.createMediaStreamSource(new MediaStream([track]));
    source.connect(this.mix);
    this.#voices.set(track.id, source);
  }

  #silence(id) {
    this.#voices.get(id).disconnect();
    this.#voices.delete(id);
  }

  #see(track, what, seat) {
    const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
    video.srcObject = new MediaStream([track]);
    video.play().catch(() => {});
    this.#faces.set(track.id, { video, what, seat, track });
  }

  #hide(id) {
    this.#faces.get(id).video.srcObject = null;
    this.#faces.delete(id);
  }

  #draw() {
    const pen = this.#canvas.getContext("2d", { alpha: false });
    pen.fillStyle = INK;
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    // The way for a screen may lie open without anybody sharing one.
    const screen = [...this.#faces.values()].find(({ what, seat, track, video }) => what === "screen" && this.#shares(seat) && !track.muted && video.videoWidth);
    const left = screen ? WIDTH * 0.75 : 0;
    if (screen) picture(pen, screen.video, { x: 0, y: 0, width: left, height: HEIGHT });
    const columns = screen ? 1 : Math.ceil(Math.sqrt(this.#order.length || 1));
    const rows = Math.ceil((this.#order.length || 1) / columns);
    const [width, height] = [(WIDTH - left) / columns, HEIGHT / rows];
    this.#order.forEach((seat, index) => {
      const box = { x: left + (index % columns) * width, y: Math.floor(index / columns) * height, width, height };
      this.#face(pen, seat, box);
    });
    label(pen, new Date().toLocaleString("sv"), WIDTH, 0, "right");
  }

  #face(pen, seat, box) {
    const face = [...this.#faces.values()].find((one) => one.seat === seat && one.what === "video");
    pen.fillStyle = LINE;
    pen.fillRect(box.x + 1, box.y + 1, box.width - 2, box.height - 2);
    if (face?.track.enabled && !face.track.muted) picture(pen, face.video, box);
    label(pen, this.#name(seat), box.x, box.y + box.height - 22, "left", box.width);
  }
}

// Whole, nothing cut off.
function picture(pen, video, box) {
  if (video.readyState < 2 || !video.videoWidth) return;
  const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
  const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
  pen.drawImage(video, box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height);
}

function label(pen, text, x, y, align, most = WIDTH) {
  pen.font = "14px sans-serif";
  const said = cut(pen, text, most - 12);
  const width = pen.measureText(said).width + 12;
  const left = align === "right" ? x - width : x;
  pen.fillStyle = INK;
  pen.fillRect(left, y, width, 22);
  pen.fillStyle = PAPER;
  pen.textBaseline = "middle";
  pen.fillText(said, left + 6, y + 11);
}

function cut(pen, text, most) {
  if (pen.measureText(text).width <= most) return text;
  const letters = [...text];
  while (letters.length && pen.measureText(`${letters.join("")}…`).width > most) letters.pop();
  return `${letters.join("")}…`;
}
