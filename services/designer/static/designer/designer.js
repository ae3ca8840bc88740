// Draws the diagram anew while somebody types. Without this module the diagram changes at every save.
const PAUSE = 600;

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
      if (answer.ok && turn === asked) place.innerHTML = await answer.text();
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
  search.placeholder = "…";
  search.setAttribute("aria-label", list.closest(".d-field")?.querySelector(".d-field__label")?.textContent ?? "");
  list.before(search);
  const more = list.querySelector("details");
  search.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = search.value.trim();
    for (const box of boxes) box.hidden = Boolean(wanted) && !box.textContent.includes(wanted);
    if (more && wanted) more.open = true;
  });
}
