// How much came in behind a tab that is not looked at; the same in one dot on the button that opens the side.

export function start(room) {
  const counts = new Map();
  const tabs = new Map([...document.querySelectorAll("[role=tab]")].map((one) => [one.dataset.tab, one]));
  const dot = document.getElementById("more-dot");
  const looked = (tab) => tab.getAttribute("aria-selected") === "true" && tab.getClientRects().length > 0;

  room.on("unread", ({ tab, count = 1 }) => {
    if (!tabs.has(tab) || looked(tabs.get(tab))) return;
    counts.set(tab, (counts.get(tab) || 0) + count);
    draw();
  });
  room.on("shown", (tab) => counts.delete(tab) && draw());
  // On a telephone the side opens with the tab that was chosen last.
  new MutationObserver(() => {
    for (const [name, tab] of tabs) if (looked(tab)) counts.delete(name);
    draw();
  }).observe(document.getElementById("side"), { attributes: true, attributeFilter: ["data-open"] });

  function draw() {
    for (const [name, tab] of tabs) {
      const count = counts.get(name) || 0;
      tab.querySelector(".unread")?.remove();
      if (count) tab.append(badge(count));
    }
    dot.hidden = ![...counts.keys()].length;
  }

  function badge(count) {
    const made = Object.assign(document.createElement("span"), { className: "unread" });
    made.append(
      Object.assign(document.createElement("span"), { textContent: count > 99 ? "99+" : count, ariaHidden: "true" }),
      Object.assign(document.createElement("span"), { textContent: room.words("unread").replace("{count}", count), className: "sr" }),
    );
    return made;
  }
}
