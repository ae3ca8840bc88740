// The page that hangs where this seat is: large in the stage, larger on a tap.

const STEPS = [100, 150, 200, 300, 400];
const AGAIN = 3_000;

export function start(room) {
  const stage = document.getElementById("presented");
  const figure = room.template("wall");
  const picture = figure.querySelector("img");
  const large = document.getElementById("wall-large");
  const enlarged = large.querySelector("img");
  let now = null;
  // A dialog inside a closed tab would not be seen.
  document.body.append(large);

  const turn = (by) => {
    const page = now.page + by;
    if (page >= 1 && page <= now.pages) room.send("present", { file: now.file, page });
  };
  const deeds = { zoom: open, back: () => turn(-1), on: () => turn(1), hide: () => room.send("hide_file") };
  for (const one of figure.querySelectorAll("[data-do]")) one.addEventListener("click", () => deeds[one.dataset.do]());
  figure.addEventListener("keydown", ({ key }) => {
    if (now?.may_turn && key === "PageDown") turn(1);
    if (now?.may_turn && key === "PageUp") turn(-1);
  });
  for (const one of [picture, enlarged]) {
    one.addEventListener("load", () => one.removeAttribute("data-loading"));
    one.addEventListener("error", () => setTimeout(() => { if (now) one.src = now.src; }, AGAIN));
  }

  room.on("part:files", ({ wall }) => {
    now = wall;
    stage.hidden = !wall;
    if (!wall) {
      stage.replaceChildren();
      large.close();
      return;
    }
    if (!figure.isConnected) stage.replaceChildren(figure);
    show(picture);
    show(enlarged);
    const number = room.words("wall-page").replace("{page}", wall.page).replace("{pages}", wall.pages);
    say(figure.querySelector(".wall__number"), `《${wall.name}》 ${number}`);
    say(large.querySelector(".large__title"), number);
    figure.querySelector(".wall__by b").textContent = wall.by;
    figure.querySelector(".wall__deeds").hidden = !wall.may_turn;
    step("back", wall.page > 1);
    step("on", wall.page < wall.pages);
    if (wall.next) new Image().src = wall.next;
  });

  function show(one) {
    one.alt = now.alt;
    if (one.getAttribute("src") === now.src) return;
    one.dataset.loading = "yes";
    one.src = now.src;
  }

  // Screen readers say a line again when it is written again.
  function say(line, text) {
    if (line.textContent !== text) line.textContent = text;
  }

  // Disabled buttons lose the focus, these keep it.
  function step(name, possible) {
    const button = figure.querySelector(`[data-do=${name}]`);
    button.hidden = now.pages < 2;
    button.setAttribute("aria-disabled", String(!possible));
  }

  let size = 1;
  function open() {
    zoom(matchMedia("(max-width: 40em)").matches ? 2 : 1);
    large.showModal();
  }
  function zoom(to) {
    size = Math.max(0, Math.min(STEPS.length - 1, to));
    enlarged.className = `large__at-${STEPS[size]}`;
    large.querySelector("[data-do=smaller]").setAttribute("aria-disabled", String(size === 0));
    large.querySelector("[data-do=larger]").setAttribute("aria-disabled", String(size === STEPS.length - 1));
  }
  const inLarge = { smaller: () => zoom(size - 1), larger: () => zoom(size + 1), close: () => large.close() };
  for (const one of large.querySelectorAll("[data-do]")) one.addEventListener("click", () => inLarge[one.dataset.do]());
}
