// One card of the agreement.

import { amountOf, isWhole, yuan } from "./amounts.js";
import { Draft, tie } from "./drafts.js";

export class Term {
  constructor(room, id) {
    this.room = room;
    this.id = id;
    this.root = room.template("term");
    this.root.dataset.clause = id;
    const [counter, range] = ["counter", "range"].map((name) => this.one(`[data-form=${name}]`));
    tie(counter, `term-${id}`);
    tie(range, `term-${id}`);
    this.counter = new Draft(room, counter, this.deed("counter"), "counter", (form) => this.#worded(form));
    this.range = new Draft(room, range, this.deed("range"), "range", (form) => this.#bounds(form));
    this.deed("counter").addEventListener("click", () => this.#begin());
    this.deed("agree").addEventListener("click", () => this.#say("agree", { version: this.card.version }));
    this.deed("take_back").addEventListener("click", () => this.#takeBack());
    this.deed("withdraw").addEventListener("click", async () => (await room.ask("clauses-withdraw")) === "yes" && this.#say("withdraw"));
    this.deed("new_round").addEventListener("click", () => this.#newRound());
    this.deed("forget").addEventListener("click", () => this.root.remove());
  }

  one(selector) { return this.root.querySelector(selector); }
  deed(name) { return this.one(`[data-do=${name}]`); }
  word(key, values = {}) {
    return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), this.room.words(`term-${key}`));
  }

  #say(verb, fields = {}) { this.room.send(verb, { clause: this.id, ...fields }); }

  fill(card, number, data) {
    const was = this.card;
    this.card = card;
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    this.root.classList.toggle("is-settled", card.settled);
    this.one(".term__number").textContent = this.word("number", { n: number });
    this.one(".term__title").textContent = card.title;
    this.#words(this.root, card);
    this.one(".term__middle").hidden = !card.money?.midpoint;
    for (const side of ["a", "b"]) this.#side(side, card.sides[side]);
    this.one("[data-form=counter] [data-money]").hidden = card.kind !== "money";
    this.#deeds(card, number);
    this.#sealed(card, data);
    this.#history(card);
    this.#drafts(card, was);
    // The button that was pressed is gone; whoever uses the keyboard stays at the card.
    if (focused?.closest("[hidden]")) this.one("h3").focus({ preventScroll: true });
  }

  #words(into, wording) {
    const amount = into.querySelector(".term__amount");
    const isMoney = this.card.kind === "money";
    amount.hidden = !isMoney;
    amount.textContent = wording.amount === null ? this.word("no-amount") : yuan(this.room, wording.amount);
    amount.classList.toggle("is-open", wording.amount === null);
    const text = into.querySelector(".term__text");
    text.textContent = wording.text;
    text.hidden = !wording.text;
    const time = new Date(wording.at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    into.querySelector(".term__by").textContent = wording.by ? this.word("by", { ...wording.by, time }) : this.word("by-nobody", { time });
  }

  #side(side, { agreed, missing }) {
    const row = this.one(`.term__sides [data-side=${side}]`);
    row.classList.toggle("is-agreed", agreed);
    for (const one of row.querySelectorAll("[data-agreed]")) one.hidden = (one.dataset.agreed === "yes") !== agreed;
    row.querySelector(".term__missing").textContent = missing.length ? this.word("missing", { names: missing.join("、") }) : "";
  }

  #deeds(card, number) {
    const agent = this.room.you()?.role === "agent";
    for (const button of this.root.querySelectorAll("[data-do]")) {
      const name = button.dataset.do;
      if (name === "forget") continue;
      button.hidden = !card.can.includes(name);
      button.setAttribute("aria-describedby", `term-${this.id}-head`);
    }
    this.one("h3").id = `term-${this.id}-head`;
    for (const half of this.deed("agree").querySelectorAll("[data-for]")) half.hidden = (half.dataset.for === "agent") !== agent;
    this.one(".term__deeds").hidden = !this.one(".term__deeds [data-do]:not([hidden])");
    this.root.setAttribute("aria-label", this.word("number", { n: number }));
  }

  #sealed(card, data) {
    const box = this.one(".seal");
    const { money } = card;
    const may = card.can.includes("range") || card.can.includes("new_round");
    box.hidden = !money || (!money.round && (card.settled || data.frozen)) || (money.round > 0 && !money.outcome && card.settled);
    if (box.hidden) return;
    const state = !money.round ? "none" : !money.outcome ? "running" : money.midpoint ? "middle" : money.outcome;
    for (const one of box.querySelectorAll("[data-seal]")) one.hidden = one.dataset.seal !== state;
    for (const one of box.querySelectorAll("[data-given]")) one.textContent = this.word(money.submitted[one.dataset.given] ? "given" : "not-given");
    this.one(".seal__round").textContent = money.round ? this.word("round", { n: money.round, all: data.rounds }) : "";
    const which = !money.round ? "first" : money.outcome ? "again" : "anew";
    for (const half of this.deed("new_round").querySelectorAll("[data-when]")) half.hidden = half.dataset.when !== which;
    const left = this.one(".seal__left");
    left.hidden = !money.round || card.settled || (!may && !money.outcome);
    left.textContent = money.left ? this.word("left", { n: money.left }) : this.word("none-left");
  }

  #history(card) {
    const history = this.one(".term__history");
    history.hidden = !card.history.length;
    history.querySelector("summary").textContent = this.word("history", { n: card.history.length });
    history.querySelector("ol").replaceChildren(...[...card.history].reverse().map((wording) => {
      const row = this.room.template("term-wording");
      this.#words(row, wording);
      return row;
    }));
  }

  // An open editor keeps what is written in it; that the card has changed meanwhile is said in it.
  #drafts(card, was) {
    const mine = card.by?.seat === this.room.you()?.id;
    if (was && card.version > was.version) {
      if (this.counter.isWaiting && mine) this.counter.taken();
      else if (this.counter.isOpen) this.one(".term-form__newer").hidden = false;
    }
    if (this.range.isWaiting && (card.money.own || card.money.outcome)) this.range.taken();
    else if (this.range.isOpen && !card.can.includes("range") && !this.range.isWaiting) this.range.close();
  }

  #begin() {
    if (!this.counter.isOpen) return;
    const { form } = this.counter;
    this.one(".term-form__newer").hidden = true;
    if (form.dataset.version === String(this.card.version) && form.elements.text.value) return;
    form.dataset.version = this.card.version;
    form.elements.amount.value = this.card.amount ?? "";
    form.elements.text.value = this.card.text;
  }

  #worded(form) {
    const money = this.card.kind === "money";
    const amount = money ? amountOf(form.elements.amount.value) : "";
    const text = form.elements.text.value.trim();
    const errors = {};
    if (amount === null || amount === "0") errors.amount = "term-need-amount";
    if (!money && !text) errors.text = "term-need-text";
    // What came in between is read before it is replaced.
    if (form.dataset.version && form.dataset.version !== String(this.card.version)) errors.form = "term-look-first";
    form.dataset.version = this.card.version;
    return { errors, clause: this.id, version: this.card.version, text, amount: amount || null };
  }

  #bounds(form) {
    const [low, high] = ["low", "high"].map((name) => amountOf(form.elements[name].value));
    const errors = {};
    for (const [name, amount] of [["low", low], ["high", high]]) {
      if (!amount) errors[name] = "term-need-amount";
      else if (!isWhole(amount)) errors[name] = "term-need-whole";
    }
    if (!errors.low && !errors.high && Number(low) > Number(high)) errors.high = "term-need-order";
    return { errors, clause: this.id, round: this.card.money.round, low, high, midpoint: form.elements.midpoint.checked };
  }

  // What was seen when it was asked is taken back, not what came meanwhile.
  async #takeBack() {
    const { version } = this.card;
    if ((await this.room.ask("clauses-taking-back")) === "yes") this.#say("take_back", { version });
  }

  async #newRound() {
    const { round, outcome } = this.card.money;
    if (round && !outcome && (await this.room.ask("clauses-anew")) !== "yes") return;
    this.#say("new_round");
  }

  // Withdrawn. Where somebody is still writing in it, it stays until they have seen that.
  leave() {
    if (!this.counter.isOpen) {
      this.root.remove();
      return;
    }
    this.root.classList.add("is-gone");
    this.one(".term__gone").hidden = false;
    for (const one of this.root.querySelectorAll("[data-do]:not([data-do=forget]), .seal, [type=submit]")) one.hidden = true;
  }
}
