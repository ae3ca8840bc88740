import { canHear, Dictation } from "../dictation.js";
import { Draft } from "../minutes_draft.js";
import { start as waiting } from "../waiting.js";

const at = (id) => document.getElementById(`minutes-${id}`);

export function start(room) {
  const writer = new Writer(room);
  const reader = new Reader(room);
  room.on("part:minutes", (data) => {
    const [writes, reads] = [room.can("write_minutes"), data.may_confirm !== undefined];
    at("write").hidden = !writes;
    at("read").hidden = !reads;
    at("none").hidden = writes || reads;
    for (const half of [at("write"), at("read")]) {
      for (const one of half.querySelectorAll("[data-state]")) one.hidden = one.dataset.state !== data.state;
    }
    if (writes) writer.show(data);
    else if (reads) reader.show(data);
  });
  // After all panels: what it brings into sight is drawn.
  waiting(room);
}

class Writer {
  #room;
  #draft;
  #changing = false;
  #before = null;

  constructor(room) {
    this.#room = room;
    this.#draft = new Draft({
      field: at("text"),
      key: `minutes:${room.code}`,
      send: (fields) => room.send("write_minutes", fields),
      onState: (state) => this.#state(state),
      onOther: (data) => this.#other(data),
    });
    this.#tools();
    this.#dictation();
    at("keep").addEventListener("click", () => this.#draft.solve("keep"));
    at("join").addEventListener("click", () => this.#draft.solve("join"));
    at("take").addEventListener("click", () => this.#draft.solve("take"));
    at("change").addEventListener("click", () => { this.#changing = true; this.#lock(this.#before); at("text").focus(); });
    at("offer").addEventListener("click", () => this.#offer());
    at("close").addEventListener("click", () => this.#offer());
    room.on("refused", ({ verb, why }) => {
      if (verb !== "WriteMinutes" && verb !== "OfferMinutes") return;
      this.#draft.refused();
      this.#error(why);
    });
    room.on("part:seats", (seats) => this.#names(seats));
  }

  show(data) {
    this.#error("");
    if (data.state !== "to_read") this.#changing = false;
    this.#draft.take(data);
    this.#lock(data);
    at("begin").hidden = !data.beginning || Boolean(at("text").value);
    at("sealed").hidden = !data.sealed;
    at("offer").hidden = data.state !== "writing";
    at("close").hidden = !data.closable;
    this.#lines("remarks", data.remarks.map(({ name, remark }) => [name, remark]));
    this.#lines("readers", data.readers.map(({ name, confirmed }) => [name, this.#said(confirmed)]));
    const more = data.remarks.length > (this.#before?.remarks.length ?? 0);
    if (this.#before && more) this.#tell("minutes-remarked");
    if (this.#before && data.state === "confirmed" && this.#before.state !== "confirmed") this.#tell("minutes-all-confirmed");
    this.#before = data;
  }

  #said(confirmed) {
    return this.#room.words(confirmed === null ? "minutes-not-yet" : confirmed ? "minutes-yes" : "minutes-no");
  }

  #tell(word) {
    this.#room.notify(this.#room.words(word));
    this.#room.tell("unread", { tab: "minutes" });
  }

  #lock(data) {
    const locked = data.sealed || data.state === "confirmed" || (data.state === "to_read" && !this.#changing);
    at("text").readOnly = locked;
    at("tools").hidden = locked;
    at("change").hidden = data.state !== "to_read" || this.#changing || data.sealed;
    if (data.sealed) this.hearing?.stop();
  }

  #state(state) {
    for (const one of at("saved").children) one.hidden = one.dataset.saved !== state || (state === "yes" && !this.#draft.revision);
    at("begin").hidden ||= Boolean(at("text").value);
  }

  #other(data) {
    at("other").hidden = !data;
    if (!data) return;
    at("other").querySelector("strong").textContent = data.writer;
    at("theirs").textContent = data.text;
  }

  #error(why) {
    at("error").textContent = why;
    at("error").hidden = !why;
    at("text").toggleAttribute("aria-invalid", Boolean(why));
  }

  #offer() {
    this.#draft.save();
    if (this.#draft.isDirty) setTimeout(() => this.#room.send("offer_minutes", { revision: this.#draft.revision }), 400);
    else this.#room.send("offer_minutes", { revision: this.#draft.revision });
  }

  #tools() {
    at("begin").addEventListener("click", () => {
      const { beginning } = this.#before;
      this.#draft.insert(beginning);
      // Writing goes on above the last heading, where two lines were left for it.
      at("text").setSelectionRange(...Array(2).fill(at("text").value.lastIndexOf("\n\n\n") + 1));
    });
    at("time").addEventListener("click", () => {
      const now = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
      this.#draft.insert(`\n${now} `);
    });
  }

  #names(seats) {
    at("who").replaceChildren(...seats.filter((one) => one.here).map((one) => {
      const button = this.#room.template("minutes-name");
      button.textContent = one.name;
      button.addEventListener("click", () => this.#draft.insert(`\n${one.name}：`));
      return button;
    }));
  }

  #lines(which, lines) {
    at(which).hidden = !lines.length;
    at(which).querySelector("ul").replaceChildren(...lines.map(([name, words]) => {
      const line = this.#room.template("minutes-line");
      line.firstElementChild.textContent = name;
      line.lastElementChild.textContent = words;
      return line;
    }));
  }

  #dictation() {
    const button = at("voice");
    button.hidden = !canHear();
    if (!canHear()) return;
    this.hearing = new Dictation({
      onText: (text) => this.#draft.insert(text),
      onState: (on) => {
        button.setAttribute("aria-pressed", String(on));
        for (const half of button.querySelectorAll("[data-when]")) half.hidden = half.dataset.when !== (on ? "on" : "off");
      },
      onFailed: () => this.#room.notify(this.#room.words("minutes-unheard"), "error"),
    });
    button.addEventListener("click", async () => {
      if (this.hearing.isOn) this.hearing.stop();
      else if (await this.#room.ask("minutes-hearing")) this.hearing.start();
    });
    this.#room.on("moved", () => this.hearing.stop());
    this.#room.on("bye", () => this.hearing.stop());
  }
}

class Reader {
  #room;
  #told = null;

  constructor(room) {
    this.#room = room;
    at("confirm").addEventListener("click", () => this.#answer(true));
    at("answer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answer(false);
    });
  }

  show(data) {
    const again = this.#told?.state !== "to_read" || this.#told.revision !== data.revision;
    if (data.state === "to_read" && !data.own && again) this.#call();
    this.#told = data;
    const { own, text } = data;
    at("offered").hidden = text === undefined;
    if (text === undefined) return;
    if (at("whole").textContent !== text) at("whole").textContent = text;
    for (const one of at("own").querySelectorAll("[data-own]")) one.hidden = !own || (one.dataset.own === "yes") !== own.confirmed;
    at("count").hidden = data.needed < 2;
    at("count").querySelector("[data-done]").textContent = data.confirmed;
    at("count").querySelector("[data-all]").textContent = data.needed;
    at("answer").hidden = data.state !== "to_read" || own?.confirmed === true;
    at("confirm").hidden = !data.may_confirm;
    at("only-remark").hidden = data.may_confirm;
    if (own && !own.confirmed && at("remark").value === own.remark) at("remark").value = "";
  }

  #call() {
    this.#room.notify(this.#room.words("minutes-to-read"));
    this.#room.tell("unread", { tab: "minutes" });
  }

  #answer(confirmed) {
    const remark = at("remark").value.trim();
    const missing = !confirmed && !remark;
    at("remark-error").hidden = !missing;
    at("remark").toggleAttribute("aria-invalid", missing);
    if (missing) at("remark").focus();
    else this.#room.send("read_minutes", { revision: this.#told.revision, confirmed, remark: confirmed ? "" : remark });
  }
}
