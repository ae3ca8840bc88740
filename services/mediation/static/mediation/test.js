// Device and connection test: which step stands open, and which of its words are said. Nothing leaves the page but
// the pings of connection.js.
import { browserProblem, closeDevices, insideChat, openDevices, problemWords } from "./devices.js";
import { loopback, open, ping, relayed, upload } from "./connection.js";
import { playSound, release, tryCamera, tryMicrophone } from "./test_devices.js";

const root = document.querySelector("[data-check]");
const steps = Array.from(root.querySelectorAll("[data-step]"));
const stepOf = (name) => steps.find((step) => step.dataset.step === name);
const DEVICE = { camera: "video", microphone: "audio" };
const GOOD = ["ok", "both", "sound"];
const told = new Map(); // step → what came out of it
let turn = 0;

// What a voice and a picture need: milliseconds there and back, late pings of 20, kilobits a second.
const NEEDS = { both: { p50: 300, late: 1, up: 500 }, sound: { p50: 800, late: 4, up: 60 } };
const MOST_SAID = 10000; // beyond that nobody needs the number

const TRIALS = {
  camera: async (step) => ({ name: await tryCamera(step, (later) => say(step, later)) }),
  microphone: async (step) => ({ name: await tryMicrophone(step, (later) => say(step, later)) }),
  speaker: async () => ({ name: await playSound() }),
  connection: tryConnection,
};

function show(step) {
  turn += 1;
  release();
  steps.forEach((one) => one.classList.toggle("is-now", one === step));
  const name = step.dataset.step;
  if (name === "end") finish(step);
  // A camera that was seen is closed by now: whoever comes back begins this step again.
  else if (name in DEVICE) forget(step);
  step.querySelector("h2").focus({ preventScroll: true });
  step.scrollIntoView({ block: "start" });
}

function forget(step) {
  for (const node of step.querySelectorAll("video, .check__level")) node.hidden = true;
  step.querySelector(".check__said").replaceChildren();
  phase(step, "new");
}

// Which buttons and sentences of the step are shown now: new, busy, asked, ok or bad.
function phase(step, now) {
  step.dataset.phase = now;
  for (const node of step.querySelectorAll("[data-if]")) node.hidden = !node.dataset.if.split(" ").includes(now);
}

function words(step, name) {
  const own = step.querySelector(`template[data-says="${name}"]`);
  if (own) return { short: own.dataset.short, content: own.content.cloneNode(true) };
  return problemWords(DEVICE[step.dataset.step], name);
}

function fill(text, figures) {
  return Object.keys(figures).reduce((said, key) => said.replace(`{${key}}`, figures[key]), text);
}

// Says the outcome in large words; `more` are further sentences of the same step.
function say(step, name, more = [], figures = {}) {
  const { short, content } = words(step, name);
  const said = step.querySelector(".check__said");
  const well = GOOD.includes(name);
  said.className = `check__said ${name === "sound" ? "is-half" : well ? "is-good" : "is-bad"}`;
  said.replaceChildren(content, ...more.map((one) => words(step, one).content));
  for (const node of said.querySelectorAll("p")) node.textContent = fill(node.textContent, figures);
  step.querySelector("[data-short]").textContent = short;
  step.classList.toggle("is-good", well);
  step.classList.toggle("is-bad", !well);
  told.set(step.dataset.step, { name, short, figures });
  phase(step, well ? "ok" : "bad");
  if (turn) step.scrollIntoView({ block: "nearest" }); // not on arriving
}

// An answer that comes after somebody has gone on, or tried again, is no answer any more.
async function attempt(step) {
  turn += 1;
  const mine = turn;
  phase(step, "busy");
  const { name, more, figures } = await TRIALS[step.dataset.step](step).catch(() => ({ name: "other" }));
  if (mine !== turn) return;
  if (name === "asked") phase(step, name);
  else say(step, name, more, figures);
}

async function tryConnection(step) {
  const now = (name) => {
    const said = step.querySelector(".check__said");
    said.className = "check__said";
    said.replaceChildren(words(step, name).content);
  };
  let line = null;
  try {
    now("pings");
    line = await open(root.dataset.socket);
    const pings = await ping(line.socket);
    now("upload");
    const up = await upload(line.socket);
    now("relay");
    const ice = line.hello.ice || [];
    const relay = ice.length ? [(await relayed(ice)) ? "relay-yes" : "relay-no"] : [];
    now("media");
    const name = verdict({ ...pings, up }, await carries());
    const figures = { ...pings, up: Number((Math.min(up, MOST_SAID) / 1000).toFixed(1)) };
    return { name, more: [...relay, "figures"], figures };
  } catch (error) {
    return { name: "nothing" };
  } finally {
    if (line) line.socket.close();
  }
}

// What the devices that were found good bring through; without a microphone there is nothing to be carried.
async function carries() {
  if (!good("microphone")) return null;
  const { stream } = await openDevices({ audio: true, video: good("camera") && 360 });
  if (!stream) return null;
  const able = await loopback(stream);
  closeDevices(stream);
  return able;
}

function verdict(figures, able) {
  if (able && !able.audio) return "blocked";
  const enough = ({ p50, late, up }) => figures.p50 <= p50 && figures.late <= late && figures.up >= up;
  const seen = !able || able.video || !good("camera");
  if (enough(NEEDS.both) && seen) return "both";
  return enough(NEEDS.sound) ? "sound" : "slow";
}

function good(name) {
  return told.has(name) && GOOD.includes(told.get(name).name);
}

function overall() {
  if (!["browser", "microphone", "speaker", "connection"].every(good)) return "no";
  return good("camera") && told.get("connection").name === "both" ? "both" : "sound";
}

function finish(step) {
  const name = overall();
  const said = step.querySelector(".check__said");
  said.className = `check__said ${{ both: "is-good", sound: "is-half", no: "is-bad" }[name]}`;
  said.replaceChildren(step.querySelector(`template[data-says="${name}"]`).content.cloneNode(true));
  step.querySelector("[data-line]").textContent = line();
}

// One line for the telephone: every step that was tried, with its short word.
function line() {
  const parts = steps.filter((one) => told.has(one.dataset.step)).map((one) => {
    const { short, figures } = told.get(one.dataset.step);
    const name = one.querySelector(".check__name").textContent;
    const numbers = "p50" in figures ? fill(words(one, "figures-short").content.textContent, figures) : "";
    return fill(root.dataset.pair, { name, word: short + numbers });
  });
  return parts.join(root.dataset.join) + root.dataset.stop;
}

function go(step, where) {
  const place = steps.indexOf(step);
  const to = { next: place + 1, back: place - 1, first: 0, last: steps.length - 1 }[where];
  show(steps[to]);
}

function start() {
  root.querySelector("[data-plain]").hidden = true;
  root.querySelector("[data-steps]").hidden = false;
  for (const step of steps) {
    phase(step, "new");
    step.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("do" in button.dataset) attempt(step);
      else if (button.dataset.go) go(step, button.dataset.go);
      else if (button.dataset.answer) say(step, button.dataset.answer);
    });
    step.addEventListener("change", () => attempt(step));
  }
  steps[0].classList.add("is-now");
  say(steps[0], problemAtDoor(), insideChat() && !browserProblem() ? ["chat"] : []);
}

function problemAtDoor() {
  const problem = browserProblem();
  return problem === "no-browser" && insideChat() ? "inside-chat" : problem || "ok";
}

start();
