// The mediator's form: until when and how it is performed, what the matter asks for besides, what is confirmed.

const PATIENCE = 20_000;

export class DrawUpForm {
  #key = "";
  #timer = null;

  constructor(room, form) {
    Object.assign(this, { room, form, more: form.querySelector("#paper-more"), judgements: form.querySelector("#paper-judgements") });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    form.addEventListener("input", ({ target }) => this.#complain(target.name, ""));
    room.on("refused", ({ verb, why }) => verb === "DrawUp" && this.#refused(why));
    room.on("part:paper", () => this.#busy(false));
  }

  // Drawn anew only when something else is asked: what is being typed stays.
  fill({ fields, judgements }) {
    const key = JSON.stringify([fields.map((one) => one.code), judgements.map((one) => one.code)]);
    if (key === this.#key) return;
    this.#key = key;
    this.more.replaceChildren(...fields.map((one) => this.#field(one)));
    this.judgements.hidden = !judgements.length;
    for (const old of this.judgements.querySelectorAll("label")) old.remove();
    for (const { code, name } of judgements) {
      const made = this.room.template("paper-judgement");
      made.querySelector("input").value = code;
      made.querySelector("span").textContent = name;
      this.judgements.append(made);
    }
  }

  #field({ code, label, kind, options, value, required }) {
    const made = this.room.template("paper-need");
    const id = `paper-need-${code}`;
    const input = document.createElement(kind === "long_text" ? "textarea" : kind === "choice" ? "select" : "input");
    if (kind === "choice") input.append(new Option(this.room.words("paper-choose"), ""), ...options.map(([key, name]) => new Option(name, key)));
    if (kind === "long_text") Object.assign(input, { rows: 3, maxLength: 2000 });
    if (kind === "date") input.type = "date";
    if (kind === "money" || kind === "number") input.inputMode = "decimal";
    Object.assign(input, { id, name: `more-${code}`, required });
    input.value = value;
    input.dataset.code = code;
    Object.assign(made.querySelector("label"), { htmlFor: id, textContent: label });
    made.querySelector(".errorlist").dataset.error = input.name;
    made.querySelector("label").after(input);
    return made;
  }

  #submit() {
    const { due, how } = this.form.elements;
    const needed = [[due, "paper-need-due"], [how, "paper-need-how"], ...[...this.more.querySelectorAll("[required]")].map((one) => [one, "paper-need"])];
    const wrong = needed.filter(([field]) => !field.value.trim());
    for (const [field, word] of needed) this.#complain(field.name, wrong.some(([one]) => one === field) ? this.room.words(word) : "");
    const boxes = [...this.judgements.querySelectorAll("input")];
    const open = boxes.find((one) => !one.checked);
    this.#complain("form", !wrong.length && open ? this.room.words("paper-need-confirm") : "");
    if (wrong.length || open) return void (wrong[0]?.[0] ?? open).focus();
    const more = Object.fromEntries([...this.more.querySelectorAll("[data-code]")].map((one) => [one.dataset.code, one.value.trim()]));
    if (this.room.send("draw_up", { due: due.value, how: how.value.trim(), more, confirmed: boxes.map((one) => one.value) })) this.#busy(true);
  }

  #refused(why) {
    this.#busy(false);
    this.#complain("form", why);
  }

  // Setting the pages takes a moment; a second click would be refused.
  #busy(on) {
    clearTimeout(this.#timer);
    this.form.querySelector("[type=submit]").disabled = on;
    if (on) this.#timer = setTimeout(() => this.#busy(false), PATIENCE);
  }

  #complain(name, text) {
    const line = this.form.querySelector(`[data-error="${name}"]`);
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
    const field = this.form.elements[name];
    if (field instanceof Element) field.setAttribute("aria-invalid", String(Boolean(text)));
  }
}
