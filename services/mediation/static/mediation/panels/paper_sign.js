// The own signature: drawn with the finger, or the name typed; sent when it is this seat's turn.

export class SignForm {
  #pad = null;
  #seen = "";
  #typed = false;

  constructor(room, form, library) {
    Object.assign(this, { room, form, library, canvas: form.querySelector("canvas") });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    form.querySelector("[data-do=again]").addEventListener("click", () => this.#pad?.clear());
    form.querySelector("[data-do=type]").addEventListener("click", () => this.#way(true));
    form.querySelector("[data-do=draw]").addEventListener("click", () => this.#way(false));
    // While it is typed: a line that went at the press of the button would move the button from under the finger.
    form.addEventListener("input", () => this.#say(""));
    new ResizeObserver(() => this.#fit()).observe(this.canvas);
  }

  // null: nothing lies on the table.
  async fill(data) {
    const mine = data?.mine;
    this.form.hidden = !mine;
    if (!mine) return;
    const { name, own, problem } = mine;
    if (data.seen !== this.#seen) this.#clear();
    this.#seen = data.seen;
    const told = this.form.querySelector("#paper-problem");
    told.textContent = problem;
    told.hidden = !problem;
    this.form.querySelector("#paper-sign-fields").hidden = Boolean(problem);
    this.form.querySelector("#paper-sign-name").textContent = this.room.words("paper-sign-here").replace("{name}", name);
    this.form.querySelector("[data-own]").hidden = !own;
    if (!problem) await this.#load();
  }

  async #load() {
    if (!this.#pad) {
      const { default: SignaturePad } = await import(this.library);
      this.#pad ??= new SignaturePad(this.canvas, { penColor: "#1d2328", minWidth: 1.2, maxWidth: 3.2 });
    }
    this.#fit();
  }

  // The strokes stay when the telephone is turned.
  #fit() {
    const { offsetWidth: width, offsetHeight: height } = this.canvas;
    if (!this.#pad || !width) return;
    const ratio = Math.max(devicePixelRatio, 1);
    if (this.canvas.width === Math.round(width * ratio) && this.canvas.height === Math.round(height * ratio)) return;
    const strokes = this.#pad.toData();
    Object.assign(this.canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    this.canvas.getContext("2d").scale(ratio, ratio);
    this.#pad.clear();
    this.#pad.fromData(strokes);
  }

  #way(typed) {
    this.#typed = typed;
    for (const one of this.form.querySelectorAll("[data-way]")) one.hidden = (one.dataset.way === "typed") !== typed;
    if (typed) this.form.elements.typed.focus();
    else this.#fit();
  }

  async #submit() {
    const { read, typed } = this.form.elements;
    if (!read.checked) return this.#complain("paper-need-read", read);
    if (this.#typed && !typed.value.trim()) return this.#complain("paper-need-name", typed);
    if (!this.#typed && (!this.#pad || this.#pad.isEmpty())) return this.#complain("paper-need-sign", this.canvas);
    this.#say("");
    const body = new FormData();
    body.append("read", "yes");
    body.append("seen", this.#seen);
    body.append(this.#typed ? "typed" : "drawn", this.#typed ? typed.value.trim() : this.canvas.toDataURL("image/png"));
    const button = this.form.querySelector("[type=submit]");
    button.disabled = true;
    const { ok, data } = await this.room.post("sign/", body);
    button.disabled = false;
    if (ok) this.#clear();
    else this.#say(data.error);
  }

  #clear() {
    this.form.reset();
    this.#pad?.clear();
    this.#way(false);
    this.#say("");
  }

  #complain(word, field) {
    this.#say(this.room.words(word));
    field.focus();
  }

  #say(text) {
    const line = this.form.querySelector("[data-error=sign]");
    line.textContent = text;
    line.hidden = !text;
  }
}
