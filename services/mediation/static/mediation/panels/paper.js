// The agreement: the mediator's form, the pages to read, whose turn it is, the signature.

import { yuan } from "./amounts.js";
import { DrawUpForm } from "./paper_form.js";
import { SignForm } from "./paper_sign.js";

// Part of a page's width that is white margin.
const MARGIN = 0.1;

export function start(room) {
  const root = document.getElementById("paper");
  const byId = (id) => document.getElementById(`paper-${id}`);
  const form = new DrawUpForm(room, byId("form"));
  const sign = new SignForm(room, byId("sign"), root.dataset.pad);
  const large = byId("large");
  // There waiting.js brings into sight what is the most urgent.
  const isElder = Boolean(document.querySelector(".elder"));
  let before = null;
  let shown = "";

  const show = (names) => {
    for (const one of root.querySelectorAll("[data-paper]")) one.hidden = !names.includes(one.dataset.paper);
  };

  function draw(data) {
    const was = before;
    before = data;
    root.hidden = data.state === "none";
    const missing = data.form?.missing || "";
    root.querySelector("[data-paper=missing]").textContent = missing;
    if (data.state === "ready") show(data.form ? [missing ? "missing" : "form"] : ["waiting"]);
    else show(data.state === "revoked" ? ["revoked"] : ["drawn"]);
    if (data.state === "ready" && data.form && !missing) form.fill(data.form);
    const lies = data.state === "drawn" || data.state === "signed";
    if (lies) paper(data);
    unidentified(data.unidentified ?? []);
    sign.fill(lies ? data : null);
    if (was) announce(was, data);
    if (lies && was?.state !== data.state) come(root);
    else if (data.mine && !was.mine) come(byId("sign"));
  }

  // It comes to who has to read or sign, also where only faces are shown.
  function come(place) {
    if (isElder) return;
    room.tab("clauses");
    place.scrollIntoView({ block: "start" });
  }

  function unidentified(names) {
    byId("unidentified").hidden = !names.length;
    byId("unidentified").querySelector("strong").textContent = names.join("、");
  }
  byId("unidentified").querySelector("button").addEventListener("click", () => room.tab("people"));

  // What was agreed on, in letters that grow with the page; pictures of pages do not.
  function terms() {
    const cards = room.part("clauses")?.cards ?? [];
    byId("content").hidden = !cards.length;
    byId("terms").replaceChildren(...cards.map(({ title, amount, text }) => {
      const made = room.template("paper-term");
      const [name, sum, words] = made.children;
      name.textContent = title;
      sum.textContent = amount === null ? "" : yuan(room, amount);
      words.textContent = text;
      return made;
    }));
  }

  function paper(data) {
    const signed = data.state === "signed";
    byId("title").textContent = data.title;
    byId("number").textContent = data.number;
    byId("signed").hidden = byId("verify").hidden = !signed;
    const code = byId("verify").querySelector("a");
    code.href = data.verify;
    code.textContent = data.code;
    byId("file").hidden = !data.download;
    byId("file").querySelector("a").href = `/mediation/${room.code}/paper.pdf`;
    for (const one of byId("file").querySelectorAll("[data-when]")) one.hidden = (one.dataset.when === "signed") !== signed;
    byId("back").hidden = !data.may_take_back;
    terms();
    pages(data);
    places(data);
  }

  // A page that was drawn stays; only another file brings other pictures.
  function pages({ pages: count, sha256 }) {
    if (shown === sha256) return;
    shown = sha256;
    byId("pages").replaceChildren(...Array.from({ length: count }, (_one, index) => {
      const made = room.template("paper-page");
      const said = room.words("paper-page").replace("{n}", index + 1).replace("{all}", count);
      const picture = made.querySelector("img");
      picture.src = `/mediation/${room.code}/paper/${index + 1}.png?v=${sha256.slice(0, 12)}`;
      picture.alt = said;
      made.querySelector(".paper__of").textContent = said;
      made.querySelector("button").addEventListener("click", () => enlarge(picture.src, said));
      return made;
    }));
  }

  function enlarge(address, said) {
    byId("large-title").textContent = said;
    Object.assign(large.querySelector("img"), { src: address, alt: said });
    large.showModal();
    // Past the white margin of the page, at its first lines.
    const sheet = large.querySelector(".paper-large__sheet");
    sheet.scrollTo(sheet.scrollWidth * MARGIN, 0);
  }

  function places({ places: all, mine, state }) {
    byId("places").replaceChildren(...all.map((place) => {
      const made = room.template("paper-place");
      made.classList.toggle("is-agreed", Boolean(place.signed));
      made.classList.toggle("is-turn", place.turn);
      made.querySelector(".paper__who").textContent = place.name;
      made.querySelector(".paper__as").textContent = place.label;
      const at = place.signed && new Date(place.signed).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      made.querySelector(".paper__state").textContent = place.signed ? room.words("paper-has-signed").replace("{time}", at) : room.words(place.turn ? "paper-now" : "paper-not-yet");
      return made;
    }));
    const turn = all.find((one) => one.turn);
    byId("turn").hidden = !turn || Boolean(mine) || state === "signed";
    if (turn) byId("turn").textContent = room.words(turn.here ? "paper-turn" : "paper-turn-away").replace("{name}", turn.name);
  }

  function announce(was, data) {
    const lay = was.state === "drawn";
    let word = "";
    if (data.state === "signed" && was.state !== "signed") word = "all";
    else if (data.mine && !was.mine) word = "mine";
    else if (data.state === "drawn" && !lay) word = "came";
    else if (lay && data.state !== "drawn") word = "gone";
    if (!word) return;
    room.notify(room.words(`paper-${word}`));
    room.tell("unread", { tab: "clauses" });
  }

  for (const one of root.querySelectorAll("[data-do=back]")) one.addEventListener("click", async () => {
    if (await room.ask("paper-undo") !== "yes") return;
    const reason = byId("reason").value.trim();
    if (reason) room.send("take_back_paper", { reason });
    else room.notify(room.words("paper-need-reason"), "error");
    byId("reason").value = "";
  });

  room.on("part:paper", draw);
  room.on("part:clauses", terms);
}
