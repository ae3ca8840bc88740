// The chosen file is hashed here and compared with what was issued. It does not leave the device.
import { sha256 } from "./sha256.js";

const form = document.querySelector("[data-verify]");
const answer = document.querySelector("[data-answer]");

function issued() {
  const found = new Map();
  for (let at = 1; form.getAttribute(`data-sha-${at}`); at += 1) {
    found.set(form.getAttribute(`data-sha-${at}`), form.getAttribute(`data-is-${at}`));
  }
  return found;
}

function say(word, more, no) {
  const head = document.createElement("p");
  head.className = `verify-answer__word${no ? " verify-answer__word--no" : ""}`;
  head.textContent = word;
  const rest = document.createElement("p");
  rest.textContent = more;
  answer.replaceChildren(...(word ? [head] : []), rest);
}

async function compare(file) {
  say("", form.dataset.working);
  try {
    const what = issued().get(await sha256(await file.arrayBuffer()));
    if (what) say(form.dataset.yes, form.dataset.yesMore + what);
    else say(form.dataset.no, form.dataset.noMore, true);
  } catch {
    say("", form.dataset.failed);
  }
}

if (form) {
  const zone = form.querySelector(".verify-drop__zone");
  const input = form.querySelector("input[type=file]");
  for (const node of form.querySelectorAll("[data-remote]")) node.hidden = true;
  for (const node of form.querySelectorAll("[data-local]")) node.hidden = false;
  input.addEventListener("change", () => input.files.length && compare(input.files[0]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length) compare(input.files[0]);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) compare(event.dataTransfer.files[0]);
    });
  }
}
