// The back office of rooms: one row more without a round trip, and a link copied. Both work without, too.
for (const button of document.querySelectorAll("[data-more]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const name = button.dataset.more;
    const total = document.querySelector(`input[name="${name}-TOTAL_FORMS"]`);
    const most = document.querySelector(`input[name="${name}-MAX_NUM_FORMS"]`);
    if (Number(total.value) >= Number(most.value)) return;
    const row = document.querySelector(`template[data-row="${name}"]`).content.firstElementChild.cloneNode(true);
    for (const one of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of [...one.attributes]) {
        if (attribute.value.includes("__prefix__")) attribute.value = attribute.value.replaceAll("__prefix__", total.value);
      }
    }
    document.querySelector(`[data-rows="${name}"]`).append(row);
    total.value = Number(total.value) + 1;
    row.querySelector("select, input").focus();
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = button.dataset.done;
      } catch {
        field.select();
      }
    });
  }
}
