// The text as it is typed, saved shortly afterwards over the revision it was typed on. Nothing typed is lost: not when
// the line breaks, not when somebody else wrote meanwhile, not when the page is loaded again.

const PAUSE = 800;

export class Draft {
  #field;
  #send;
  #key;
  #saved = { revision: 0, text: "" };
  #going = null;
  #timer = null;
  #known = false;

  // send({revision, text}): false while the line is broken; onState("yes"|"no"|"off"); onOther(data|null).
  constructor({ field, key, send, onState, onOther }) {
    this.#field = field;
    this.#send = send;
    this.#key = key;
    this.onState = onState;
    this.onOther = onOther;
    field.addEventListener("input", () => this.#typed());
  }

  get revision() { return this.#saved.revision; }
  get isDirty() { return this.#field.value !== this.#saved.text; }

  // What the office has now.
  take(data) {
    const first = !this.#known;
    this.#known = true;
    if (first && this.#restored(data)) return;
    const own = this.#going?.text === data.text;
    if (this.other && data.revision > this.#saved.revision) this.#differs(data);
    else if (own || !this.isDirty) this.#settle(data, { write: !own });
    else if (data.revision > this.#saved.revision) this.#differs(data);
    else this.#settle({ ...data, text: this.#saved.text }, {});
  }

  // The own text over what the other wrote, or after it, or the other's alone.
  solve(how) {
    const { other } = this;
    this.other = null;
    this.onOther(null);
    const own = this.#field.value;
    this.#saved = { revision: other.revision, text: other.text };
    if (how === "join") this.#field.value = `${other.text.trimEnd()}\n${own}`;
    if (how === "take") this.#field.value = other.text;
    this.save();
  }

  // The line is there again, or what was sent was refused.
  again() {
    this.#going = null;
    if (this.isDirty) this.#typed();
  }

  refused() {
    this.#going = null;
  }

  save() {
    clearTimeout(this.#timer);
    if (!this.isDirty) sessionStorage.removeItem(this.#key);
    if (!this.isDirty || this.#going || this.other) return this.onState(this.isDirty ? "no" : "yes");
    const sending = { revision: this.#saved.revision, text: this.#field.value };
    if (!this.#send(sending)) return this.onState("off");
    this.#going = sending;
    this.onState("no");
  }

  insert(text) {
    const { selectionStart: at, selectionEnd: end, value } = this.#field;
    const glue = at && value[at - 1] !== "\n" && text.startsWith("\n") ? "" : text.startsWith("\n") ? -1 : 0;
    this.#field.setRangeText(glue === -1 ? text.slice(1) : text, at, end, "end");
    this.#field.focus();
    this.#typed();
  }

  #typed() {
    sessionStorage.setItem(this.#key, JSON.stringify({ revision: this.#saved.revision, text: this.#field.value }));
    this.onState("no");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE);
  }

  #settle(data, { write }) {
    this.#saved = { revision: data.revision, text: data.text };
    this.#going = null;
    if (write && this.#field.value !== data.text) {
      const at = this.#field.selectionStart;
      this.#field.value = data.text;
      this.#field.setSelectionRange(at, at);
    }
    this.save();
  }

  #differs(data) {
    this.#going = null;
    this.other = data;
    this.onOther(data);
  }

  #restored(data) {
    const kept = JSON.parse(sessionStorage.getItem(this.#key) || "null");
    if (!kept || kept.text === data.text || data.state === "confirmed") {
      sessionStorage.removeItem(this.#key);
      return false;
    }
    this.#field.value = kept.text;
    this.#saved = { revision: data.revision, text: data.text };
    if (kept.revision === data.revision) this.save();
    else this.#differs(data);
    return true;
  }
}
