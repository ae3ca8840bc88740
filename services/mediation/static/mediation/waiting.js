// What waits for the person. Elder mode has no tabs: the most urgent comes by itself, and from each there is a way back.

const signs = (room) => Boolean(room.part("paper")?.mine);
const maySign = (room) => signs(room) && !room.part("paper").mine.problem;
const offered = (room) => room.part("minutes")?.may_confirm !== undefined && room.part("minutes").text !== undefined;
const reads = (room) => offered(room) && room.part("minutes").state === "to_read" && !room.part("minutes").own;

// Clauses to agree to and ranges to give, each with what is new about it.
const asks = (room) => (room.part("clauses")?.cards ?? []).flatMap(({ id, version, can, money }) => [
  ...(can.includes("agree") ? [`${id} ${version}`] : []),
  ...(can.includes("range") ? [`${id} round ${money.round}`] : []),
]);

const lies = (room) => ["drawn", "signed"].includes(room.part("paper")?.state);

// A signature comes first, then the minutes, then the clauses; when nothing waits, what lies on the table.
function first(room) {
  if (maySign(room)) return { tab: "clauses", kind: "sign", keys: [room.part("paper").seen] };
  if (reads(room)) return { tab: "minutes", kind: "read", keys: [room.part("minutes").revision] };
  const keys = asks(room);
  if (keys.length) return { tab: "clauses", kind: "agree", keys };
  return lies(room) ? { tab: "clauses", kind: "paper", keys: [room.part("paper").state] } : { kind: "", keys: [] };
}

export function start(room) {
  const isElder = Boolean(document.querySelector(".elder"));
  const [sign, see] = document.getElementById("minutes-back").children;
  const minutes = document.getElementById("clauses-minutes");
  const side = document.getElementById("side");
  let last = { kind: "", keys: [] };

  const show = (tab, ...places) => {
    room.tab(tab);
    const seen = [...places, `panel-${tab}`].map((id) => document.getElementById(id)).find((one) => one.getClientRects().length);
    seen?.scrollIntoView({ block: "start" });
  };

  const isTyping = () => {
    const field = document.activeElement;
    return side.contains(field) && field.matches("textarea, input:not([type=checkbox])") && Boolean(field.value) && field.getClientRects().length > 0;
  };

  const bring = () => {
    const now = first(room);
    const isNew = now.kind !== last.kind || now.keys.some((one) => !last.keys.includes(one));
    const was = last;
    last = now;
    if (!isNew || !now.tab) return;
    // Nobody is torn away from what they are writing; the button stays.
    if (now.kind !== "sign" && isTyping()) return;
    const places = { sign: ["paper-sign"], paper: was.kind === "sign" ? ["paper-places-title"] : ["paper"] };
    show(now.tab, ...(places[now.kind] ?? []));
  };

  const draw = () => {
    sign.hidden = !signs(room);
    see.hidden = !isElder || signs(room) || !(lies(room) || room.part("clauses")?.cards.length);
    sign.parentElement.hidden = sign.hidden && see.hidden;
    minutes.hidden = !isElder || !offered(room);
    for (const one of minutes.querySelectorAll("[data-when]")) one.hidden = (one.dataset.when === "read") !== reads(room);
    if (isElder) bring();
  };

  sign.addEventListener("click", () => show("clauses", "paper-sign"));
  see.addEventListener("click", () => show("clauses", "paper"));
  minutes.querySelector("button").addEventListener("click", () => show("minutes"));
  for (const part of ["paper", "minutes", "clauses"]) room.on(`part:${part}`, draw);
}
