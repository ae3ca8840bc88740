// Copy a link to a clause, and mark in the contents where the reader is.
const toast = document.querySelector("[data-toast]");
let fading;

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return; // the address bar has it: the link itself was followed
  }
  toast.hidden = false;
  toast.textContent = toast.dataset.toast;
  clearTimeout(fading);
  fading = setTimeout(() => { toast.hidden = true; toast.textContent = ""; }, 2500);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".clause__link");
  if (link) copy(link);
});

const entries = new Map(
  [...document.querySelectorAll(".toc a[href^='#']")].map((link) => [link.hash.slice(1), link]),
);
if (entries.size && "IntersectionObserver" in window) {
  const seen = new IntersectionObserver((changes) => {
    const arrived = changes.filter((change) => change.isIntersecting).at(0);
    if (!arrived) return;
    for (const link of entries.values()) link.removeAttribute("aria-current");
    entries.get(arrived.target.id).setAttribute("aria-current", "true");
  }, { rootMargin: "-10% 0px -70% 0px" });
  for (const id of entries.keys()) {
    const target = document.getElementById(id);
    if (target) seen.observe(target);
  }
}
