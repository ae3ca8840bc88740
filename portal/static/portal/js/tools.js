// Font size, print and read-aloud. Buttons stay hidden until this module runs.
const root = document.documentElement;
const SIZES = ["normal", "large", "huge"];
const remembered = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } },
};

function showSize(size) {
  root.dataset.text = size;
  for (const button of document.querySelectorAll("[data-size]")) {
    button.setAttribute("aria-pressed", String(button.dataset.size === size));
  }
}

function passages() {
  const chosen = String(getSelection()).trim();
  if (chosen) return [chosen];
  const source = document.querySelector("[data-readable]") ?? document.querySelector("main");
  const found = source.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd");
  const silent = "[hidden], .toolbar, .clause__link, .qr, nav";
  return [...found]
    .filter((node) => !node.closest(silent) && !node.querySelector("p, li") && node.getClientRects().length)
    .map((node) => node.textContent.replaceAll("¶", "").trim())
    .filter(Boolean);
}

function startReading(button) {
  // One utterance per paragraph: long ones are cut off by several browsers.
  const queue = passages();
  const say = () => {
    const text = queue.shift();
    if (!text) return stopReading(button);
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = "zh-CN";
    speech.rate = root.classList.contains("elder") ? 0.85 : 1;
    speech.onend = say;
    speechSynthesis.speak(speech);
  };
  speechSynthesis.cancel();
  label(button, true);
  say();
}

function stopReading(button) {
  label(button, false);
  speechSynthesis.cancel();
}

function label(button, reading) {
  button.setAttribute("aria-pressed", String(reading));
  button.querySelector("span").textContent = reading ? button.dataset.stop : button.dataset.start;
}

for (const button of document.querySelectorAll("[data-tool=print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("[data-size]")) {
  button.hidden = false;
  button.addEventListener("click", () => { showSize(button.dataset.size); remembered.set("text", button.dataset.size); });
}
if ("speechSynthesis" in window) {
  for (const button of document.querySelectorAll("[data-tool=read]")) {
    button.hidden = false;
    button.addEventListener("click", () =>
      button.getAttribute("aria-pressed") === "true" ? stopReading(button) : startReading(button));
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }
}
const size = remembered.get("text");
showSize(SIZES.includes(size) ? size : "normal");
