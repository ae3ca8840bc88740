// How much picture a link carries. Sound comes first: a weak link loses height, then the picture, and never the sound.
// Down at once, up slowly: a picture that comes and goes disturbs more than a small one.

// `maxBitrate` in bits per second, `height` the shorter side in pixels.
export const LEVELS = [
  { audioOnly: false, height: 720, fps: 24, maxBitrate: 1_500_000 },
  { audioOnly: false, height: 480, fps: 20, maxBitrate: 700_000 },
  { audioOnly: false, height: 360, fps: 15, maxBitrate: 350_000 },
  { audioOnly: false, height: 180, fps: 12, maxBitrate: 150_000 },
  { audioOnly: true, height: 0, fps: 0, maxBitrate: 0 },
];
const FIRST = 2;
const SOUND = LEVELS.length - 1;
// What speech takes with its headers, kept free at every level.
const VOICE = 60_000;
// Good samples in a row before one step up. A step that failed doubles it, up to the longest.
const PATIENCE = 5;
const LONGEST = 40;
// A picture that falls back within so many samples has failed.
const TRIAL = 4;
export const SECONDS = 2;

// Pure. `previous` is the last answer or null, `sample` is {outgoing, loss, rtt}: bits per second, a share of 1, seconds;
// null for what the browser does not say.
export function choose(previous, { outgoing = null, loss = null, rtt = null }) {
  const now = previous || { ...LEVELS[FIRST], index: FIRST, good: 0, patience: PATIENCE, since: TRIAL };
  const lower = worst(now.index, outgoing, loss ?? 0, rtt ?? 0);
  if (lower > now.index) {
    const failed = now.since < TRIAL;
    return at(lower, 0, failed ? Math.min(now.patience * 2, LONGEST) : now.patience, TRIAL);
  }
  if (!isGood(now, outgoing, loss ?? 0, rtt ?? 0)) return at(now.index, 0, now.patience, now.since + 1);
  if (now.good + 1 < now.patience || now.index === 0) return at(now.index, now.good + 1, now.patience, now.since + 1);
  return at(now.index - 1, 0, now.patience, 0);
}

function at(index, good, patience, since) {
  // Long after a step nothing is owed to old failures.
  const forgiven = since > LONGEST ? PATIENCE : patience;
  return { ...LEVELS[index], index, good, patience: forgiven, since };
}

// The level to fall to; not below the present one when there is no need.
function worst(index, outgoing, loss, rtt) {
  if (index === SOUND) return SOUND;
  let lower = index;
  if (loss > 0.3) lower = SOUND;
  else if (loss > 0.1 || rtt > 1) lower = index + 1;
  // A fifth less than asked for is what an encoder makes do with.
  if (outgoing !== null && outgoing < need(index) * 0.8) {
    const fitting = LEVELS.findIndex((level, i) => i > index && (level.audioOnly || need(i) <= outgoing));
    lower = Math.max(lower, fitting);
  }
  return lower;
}

// While little is sent, little is measured: enough is what the present level needs and a little more.
function isGood({ index }, outgoing, loss, rtt) {
  const enough = outgoing === null || outgoing >= need(index) * 1.1;
  return enough && loss < 0.03 && rtt < 0.5;
}

function need(index) {
  return VOICE + LEVELS[index].maxBitrate;
}

// Measures a connection and holds its picture to what it carries; `onLevel` hears of every change.
// Answers {stop, replace}: `replace(track | null)` is how the picture is changed or taken away meanwhile.
export function watch(pc, sender, onLevel = () => {}) {
  let wanted = sender.track;
  let level = choose(null, {});
  const apply = () => hold(sender, level, wanted).catch(() => {}); // the connection may just be closing
  const measure = async () => {
    const next = choose(level, readingOf(await pc.getStats()));
    const changed = next.index !== level.index;
    level = next;
    if (!changed) return;
    await apply();
    onLevel(level);
  };
  const timer = setInterval(() => {
    if (pc.connectionState === "connected") measure().catch(() => {});
  }, SECONDS * 1000);
  apply();
  return {
    stop: () => clearInterval(timer),
    replace: (track) => {
      wanted = track;
      return apply();
    },
  };
}

async function hold(sender, level, track) {
  const shown = level.audioOnly ? null : track;
  if (sender.track !== shown) await sender.replaceTrack(shown);
  if (!shown) return;
  const parameters = sender.getParameters();
  if (!parameters.encodings?.length) return; // not negotiated yet: the next change finds them
  const { width, height } = shown.getSettings();
  const [encoding] = parameters.encodings;
  encoding.maxBitrate = level.maxBitrate;
  encoding.maxFramerate = level.fps;
  encoding.scaleResolutionDownBy = Math.max(1, Math.min(width || 0, height || 0) / level.height);
  await sender.setParameters(parameters);
}

// {outgoing, loss, rtt} of a getStats() report. Loss and round trip are the worst that any track reports.
export function readingOf(report) {
  let outgoing = null;
  let loss = null;
  let rtt = null;
  for (const entry of report.values()) {
    if (entry.type === "candidate-pair" && entry.nominated && entry.state === "succeeded") {
      outgoing = entry.availableOutgoingBitrate ?? outgoing;
      rtt = entry.currentRoundTripTime ?? rtt;
    }
    if (entry.type === "remote-inbound-rtp" && entry.fractionLost !== undefined) {
      loss = Math.max(loss ?? 0, entry.fractionLost);
    }
  }
  return { outgoing, loss, rtt };
}
