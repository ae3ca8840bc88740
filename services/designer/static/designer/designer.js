// Draws the diagram anew while somebody types. Without this module the diagram changes at every save.
const PAUSE = 600;

// A diagram that would be too small to read is shown in full size, scrolled to the place that matters.
const settle = (root) => {
  for (const figure of root.querySelectorAll(".d-figure")) {
    const svg = figure.querySelector("svg");
    const box = figure.querySelector(".d-diagram");
    if (!svg) continue;
    const large = Number(svg.getAttribute("width")) > box.clientWidth * 1.5;
    const toggle = figure.querySelector(".d-zoom input");
    toggle.checked = large;
    const show = () => {
      const wanted = svg.querySelector(".is-current, .is-initial")?.getBoundingClientRect();
      const frame = box.getBoundingClientRect();
      if (!wanted) return;
      box.scrollLeft += wanted.left + wanted.width / 2 - frame.left - frame.width / 2;
      box.scrollTop += wanted.top - frame.top - frame.height / 3;
    };
    toggle.addEventListener("change", show);
    show();
  }
};
settle(document);

for (const form of document.querySelectorAll("form[data-preview]")) {
  const place = document.querySelector(form.dataset.preview);
  let timer = 0;
  let asked = 0;
  const draw = async () => {
    const turn = ++asked;
    const data = new FormData(form);
    data.set("preview", "1");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok || turn !== asked) return;
      place.innerHTML = await answer.text();
      settle(place);
    } catch {
      // The diagram of the last save stays.
    }
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(draw, PAUSE); });
}

// Long lists of boxes can be narrowed by typing.
for (const list of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...list.querySelectorAll(".d-ticks__one")];
  if (boxes.length < 12) continue;
  const search = document.createElement("input");
  search.type = "search";
  search.className = "d-ticks__search";
  search.placeholder = list.dataset.ticks;
  search.setAttribute("aria-label", list.dataset.ticks);
  list.before(search);
  const more = list.querySelector("details");
  search.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = search.value.trim();
    for (const box of boxes) box.hidden = Boolean(wanted) && !box.textContent.includes(wanted);
    if (more && wanted) more.open = true;
  });
}
