// A form whose words are kept until the room has taken them: refused or lost, they are still there.

import { readBack } from "./amounts.js";

const PATIENCE = 8_000;
let waiting = null;

export class Draft {
  // `opener`: the button that shows the form. `read(form)` gives the fields to send, or { errors: {name: word} }.
  constructor(room, form, opener, verb, read) {
    Object.assign(this, { room, form, opener, verb, read });
    opener.addEventListener("click", () => (form.hidden ? this.open() : this.close()));
    form.querySelector("[data-close]").addEventListener("click", () => this.close());
    form.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && this.close());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    form.addEventListener("input", ({ target }) => {
      this.#complain(target.name, "");
      const read = target.parentElement.querySelector("output");
      if (read) read.textContent = readBack(room, target.value);
    });
  }

  get isOpen() { return !this.form.hidden; }

  open() {
    this.form.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.form.querySelector(".field:not([hidden]) :is(input, textarea)").focus();
  }

  close() {
    const held = this.form.contains(document.activeElement);
    this.form.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    if (held) (this.opener.hidden ? this.form.closest("li")?.querySelector("h3") : this.opener)?.focus();
  }

  // What was written has arrived.
  taken() {
    this.#quiet();
    this.form.reset();
    for (const read of this.form.querySelectorAll("output")) read.textContent = "";
    this.close();
  }

  submit() {
    if (this.isWaiting) return;
    this.#clear();
    const { errors, ...fields } = this.read(this.form);
    const wrong = Object.entries(errors ?? {});
    for (const [name, word] of wrong) this.#complain(name, this.room.words(word));
    if (wrong.length) {
      this.form.elements[wrong[0][0]]?.focus();
      return;
    }
    if (!this.room.send(this.verb, fields)) return;
    waiting = this;
    this.#busy(true);
    this.timer = setTimeout(() => this.fail(this.room.words("term-no-answer")), PATIENCE);
  }

  get isWaiting() { return waiting === this; }

  fail(why) {
    this.#quiet();
    delete this.form.dataset.version;
    this.#complain("form", why);
  }

  #quiet() {
    clearTimeout(this.timer);
    if (waiting === this) waiting = null;
    this.#busy(false);
  }

  // Not disabled: the keyboard would lose its place.
  #busy(on) { this.form.querySelector("[type=submit]").setAttribute("aria-disabled", String(on)); }

  #clear() {
    for (const line of this.form.querySelectorAll("[data-error]")) this.#complain(line.dataset.error, "");
  }

  #complain(name, why) {
    const line = this.form.querySelector(`[data-error="${name}"]`);
    if (!line) return;
    line.textContent = why;
    line.hidden = !why;
    const field = this.form.elements[name];
    if (field) field.setAttribute("aria-invalid", String(Boolean(why)));
  }
}

export function listen(room) {
  room.on("refused", ({ verb, why }) => {
    if (waiting && plain(verb) === plain(waiting.verb)) waiting.fail(why);
  });
}

const plain = (verb) => verb.replaceAll("_", "").toLowerCase();

// Labels, hints and errors of a form out of a template, tied to their fields.
export function tie(form, prefix) {
  for (const field of form.querySelectorAll(".field")) {
    const input = field.querySelector("input, textarea");
    input.id = `${prefix}-${input.name}`;
    field.querySelector("label").htmlFor = input.id;
    const read = field.querySelector("output");
    const error = field.querySelector(".errorlist");
    error.id = `${input.id}-error`;
    if (read) {
      read.id = `${input.id}-read`;
      read.htmlFor = input.id;
    }
    input.setAttribute("aria-describedby", [read?.id, error.id].filter(Boolean).join(" "));
  }
}
