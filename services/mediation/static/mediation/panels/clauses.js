// The agreement clause by clause. A card is made once and then only filled: what somebody is writing in it stays.

import { amountOf } from "./amounts.js";
import { listen, Draft } from "./drafts.js";
import { Term } from "./term.js";

export function start(room) {
  const byId = (id) => document.getElementById(`clauses-${id}`);
  const list = byId("list");
  const terms = new Map();
  let before = null;

  const draft = new Draft(room, byId("form"), byId("new"), "propose", (form) => {
    const money = form.elements.kind.value === "money";
    const amount = money ? amountOf(form.elements.amount.value) : "";
    const [title, text] = [form.elements.title.value.trim(), form.elements.text.value.trim()];
    const errors = {};
    if (!title) errors.title = "term-need-title";
    if (amount === null || amount === "0") errors.amount = "term-need-amount";
    if (!money && !text) errors.text = "term-need-text";
    return { errors, kind: money ? "money" : "text", title, text, amount: amount || null };
  });
  const form = byId("form");
  const kind = () => {
    for (const one of form.querySelectorAll("[data-money]")) one.hidden = form.elements.kind.value !== "money";
  };
  form.addEventListener("change", kind);
  form.addEventListener("reset", () => setTimeout(kind));
  listen(room);

  function draw(data) {
    const old = before;
    before = data;
    const count = byId("count");
    count.hidden = !data.cards.length;
    count.querySelector("[data-all]").textContent = data.cards.length;
    count.querySelector("[data-agreed]").textContent = data.cards.filter((one) => one.settled).length;
    byId("sealed").hidden = data.joint || data.frozen;
    byId("frozen").hidden = !data.frozen;
    byId("none").hidden = data.cards.length > 0;
    byId("all").firstElementChild.hidden = !data.all_agreed || data.frozen;
    byId("new").hidden = !data.can_propose;
    if (!data.can_propose && !draft.isWaiting && draft.isOpen && data.frozen) draft.close();
    drawTerms(data);
    if (old) announce(old, data);
    if (draft.isWaiting && data.cards.some((one) => own(one) && !known(old, one.id))) draft.taken();
  }

  function drawTerms(data) {
    for (const [id, term] of terms) {
      if (known(data, id)) continue;
      term.leave();
      terms.delete(id);
    }
    data.cards.forEach((card, index) => {
      if (!terms.has(card.id)) {
        terms.set(card.id, new Term(room, card.id));
        list.append(terms.get(card.id).root);
      }
      terms.get(card.id).fill(card, index + 1, data);
    });
  }

  const own = (card) => card.by?.seat === room.you()?.id;
  const known = (data, id) => data?.cards.find((one) => one.id === id);

  // One sentence for the live region, and the dot at the tab, when others have done something.
  function announce(old, data) {
    let said = "";
    data.cards.forEach((card, index) => {
      const was = known(old, card.id);
      const outcome = card.money?.outcome;
      if (!was) said ||= own(card) ? "" : room.words("term-new").replace("{title}", card.title);
      else if (card.settled && !was.settled) said ||= word("settled", index);
      else if (outcome && outcome !== was.money.outcome) said ||= word(outcome, index);
      else if (card.version > was.version && !own(card)) said ||= word("changed", index);
    });
    if (!said) return;
    room.notify(said);
    room.tell("unread", { tab: "clauses" });
  }

  const word = (key, index) => room.words(`term-${key}`).replace("{n}", index + 1);

  room.on("part:clauses", draw);
}
