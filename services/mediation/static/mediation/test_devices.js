// The steps of the test page in which a device is tried. Each answers with the name of what is to be said.
import { closeDevices, levelMeter, listDevices, openDevices, soundContext } from "./devices.js";
import { wait } from "./connection.js";

const SHOWN_BY = 5000; // ms until a camera must have given a picture
const LISTEN = 8000;
const HEARD_AT = 0.35; // of the level bar: speaking, not the noise of a room
const HEARD_OFTEN = 4; // tenths of a second

let open = null; // what a step holds; one at a time
let stopMeter = () => {};

export function release() {
  stopMeter();
  stopMeter = () => {};
  closeDevices(open);
  open = null;
}
addEventListener("pagehide", release);

// `onLater` is told what becomes of the device after the answer.
export async function tryCamera(step, onLater) {
  release();
  const video = step.querySelector("video");
  const answer = await openDevices({ audio: false, video: 720, deviceIds: { video: chosen(step) } });
  video.hidden = !answer.stream;
  if (!answer.stream) return answer.problem;
  open = answer.stream;
  video.srcObject = open;
  video.play().catch(() => {});
  open.getVideoTracks()[0].onended = () => { video.hidden = true; onLater("none"); };
  await fillPicker(step, (await listDevices()).cameras, open.getVideoTracks()[0]);
  for (let rest = SHOWN_BY; rest > 0 && !video.videoWidth; rest -= 100) await wait(100);
  if (video.videoWidth) return "ok";
  video.hidden = true;
  return "busy"; // it was given and sends nothing: another program has it
}

export async function tryMicrophone(step, onLater) {
  release();
  const answer = await openDevices({ audio: true, video: false, deviceIds: { audio: chosen(step) } });
  const level = step.querySelector(".check__level");
  level.hidden = !answer.stream;
  if (!answer.stream) return answer.problem;
  open = answer.stream;
  open.getAudioTracks()[0].onended = () => { level.hidden = true; onLater("none"); };
  await fillPicker(step, (await listDevices()).microphones, open.getAudioTracks()[0]);
  return heard(open, level.querySelectorAll("i"), onLater);
}

// The bar goes on moving after the answer; whoever speaks only then is heard, too.
function heard(stream, cells, onLater) {
  return new Promise((done) => {
    const end = performance.now() + LISTEN;
    let often = 0;
    stopMeter = levelMeter(stream, (level) => {
      const lit = Math.round(level * cells.length);
      cells.forEach((cell, place) => cell.classList.toggle("is-on", place < lit));
      if (level >= HEARD_AT) often += 1;
      const late = performance.now() > end;
      if (often < HEARD_OFTEN) return late && done("silent");
      if (often === HEARD_OFTEN && level >= HEARD_AT) return late ? onLater("ok") : done("ok");
    });
  });
}

const NOTES = [523, 659, 784, 659, 523]; // Hz: C, E, G and back
const NOTE = 0.4; // seconds

export async function playSound() {
  release();
  try {
    const sound = soundContext();
    const begin = sound.currentTime + 0.1;
    NOTES.forEach((pitch, place) => note(sound, pitch, begin + place * NOTE));
    await wait((NOTES.length * NOTE + 0.3) * 1000);
    return "asked";
  } catch (error) {
    return "other";
  }
}

function note(sound, pitch, at) {
  const [tone, volume] = [sound.createOscillator(), sound.createGain()];
  tone.type = "triangle";
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.5, at + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + NOTE);
  tone.connect(volume);
  volume.connect(sound.destination);
  tone.start(at);
  tone.stop(at + NOTE);
}

function chosen(step) {
  return step.querySelector("select").value;
}

function fillPicker(step, devices, track) {
  const select = step.querySelector("select");
  const now = track.getSettings ? track.getSettings().deviceId : "";
  select.replaceChildren(...devices.map(({ id, label }, place) =>
    new Option(label || select.dataset.name.replace("{n}", place + 1), id, id === now, id === now)));
  select.closest(".check__pick").hidden = devices.length < 2;
}
