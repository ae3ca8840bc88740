// Camera, microphone and their troubles, told apart the same way by the test page and by the room.
// Written for old browsers too: whoever cannot enter must at least be told so.
//
// Problems: "no-browser" (cannot do it at all), "insecure" (no https), "refused" (by the person or the telephone),
// "none" (no such device), "busy" (another program holds it), "other". The sentences stand in the templates.

const PROBLEMS = {
  NotAllowedError: "refused", PermissionDeniedError: "refused", SecurityError: "refused",
  NotFoundError: "none", DevicesNotFoundError: "none", OverconstrainedError: "none",
  NotReadableError: "busy", TrackStartError: "busy", AbortError: "busy",
};

// Heights in pixels; the width follows the sensor's own proportions.
const RATES = { 720: 24, 360: 20, 180: 12 };

// What to ask of a camera for a picture of this height: `track.applyConstraints(picture(180))` while the link is weak.
export function picture(height) {
  const rate = RATES[height] || RATES[360];
  return { width: { ideal: Math.round((height * 16) / 9) }, height: { ideal: height }, frameRate: { ideal: rate, max: 30 } };
}
export const HEIGHTS = [720, 360, 180];

const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

// "" when the browser can hold a conversation here. A page without https is refused its devices by every browser.
export function browserProblem() {
  if (window.isSecureContext === false) return "insecure";
  const able = navigator.mediaDevices && navigator.mediaDevices.getUserMedia && window.RTCPeerConnection
    && "restartIce" in RTCPeerConnection.prototype && "replaceTrack" in RTCRtpSender.prototype;
  return able ? "" : "no-browser";
}

// Browsers inside a chat program often may not use the camera.
export function insideChat() {
  return /MicroMessenger|DingTalk|QQ\/|Weibo|AliApp/i.test(navigator.userAgent);
}

export function problemOf(error) {
  return PROBLEMS[error && error.name] || "other";
}

// `video` is true or a height. `deviceIds` {audio, video} are wishes: a device that has been unplugged is not insisted on.
// Answers {stream, problem, missing}. When one device alone fails, the stream holds the other one, `problem` says why
// and `missing` ("video" | "audio") what. Never asks a second time somebody who has just said no.
export async function openDevices({ audio = true, video = true, deviceIds = {} } = {}) {
  const cannot = browserProblem();
  if (cannot) return { stream: null, problem: cannot, missing: "" };
  const wanted = asked(audio, video, deviceIds);
  try {
    return { stream: await navigator.mediaDevices.getUserMedia(wanted), problem: "", missing: "" };
  } catch (error) {
    return halfOf(wanted, problemOf(error));
  }
}

function asked(audio, video, deviceIds) {
  const height = video === true ? 720 : video;
  return {
    audio: audio ? { ...VOICE, ...wish(deviceIds.audio) } : false,
    video: video ? { ...picture(height), ...(wish(deviceIds.video) || { facingMode: "user" }) } : false,
  };
}

function wish(id) {
  return id ? { deviceId: { ideal: id } } : null;
}

async function halfOf(wanted, problem) {
  const nothing = { stream: null, problem, missing: "" };
  if (!wanted.audio || !wanted.video) return nothing;
  // The voice first: without it there is no conversation.
  for (const [kept, missing] of [["audio", "video"], ["video", "audio"]]) {
    if (problem === "refused" && !(await isAllowed(kept))) continue;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ [kept]: wanted[kept] });
      return { stream, problem, missing };
    } catch (error) { /* the other one, then */ }
  }
  return nothing;
}

async function isAllowed(kind) {
  try {
    const answer = await navigator.permissions.query({ name: kind === "audio" ? "microphone" : "camera" });
    return answer.state === "granted";
  } catch (error) {
    return false; // the browser does not say; asking would open its question again
  }
}

// The sentence of a problem as the template wrote it: {short, content}. `device` is "audio" or "video".
export function problemWords(device, problem) {
  const words = document.querySelector(`template[data-problem="${device} ${problem}"]`)
    || document.querySelector(`template[data-problem="${problem}"]`);
  return { short: words.dataset.short, content: words.content.cloneNode(true) };
}

export function closeDevices(stream) {
  if (stream) for (const track of stream.getTracks()) track.stop();
}

// Names are empty until a device has been allowed once.
export async function listDevices() {
  const found = browserProblem() ? [] : await navigator.mediaDevices.enumerateDevices();
  const of = (kind) => found.filter((one) => one.kind === kind && one.deviceId)
    .map((one) => ({ id: one.deviceId, label: one.label }));
  return { cameras: of("videoinput"), microphones: of("audioinput"), speakers: of("audiooutput") };
}

// One for the whole page: telephones allow few. Sounds only after somebody has pressed something.
let context = null;
export function soundContext() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!context || context.state === "closed") context = new Context();
  if (context.state === "suspended") context.resume().catch(() => {});
  return context;
}

const LOOK_EVERY = 100; // ms
const QUIET = -55; // dB below full: a silent room
const LOUD = -12;

// Calls `onLevel(0…1)` ten times a second until the returned function is called.
export function levelMeter(stream, onLevel) {
  const sound = soundContext();
  const source = sound.createMediaStreamSource(new MediaStream(stream.getAudioTracks()));
  const analyser = sound.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const wave = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(wave);
    onLevel(level(wave));
  }, LOOK_EVERY);
  return () => { clearInterval(timer); source.disconnect(); };
}

function level(wave) {
  let power = 0;
  for (const sample of wave) power += ((sample - 128) / 128) ** 2;
  const loudness = 10 * Math.log10(power / wave.length + 1e-9);
  return Math.min(1, Math.max(0, (loudness - QUIET) / (LOUD - QUIET)));
}
