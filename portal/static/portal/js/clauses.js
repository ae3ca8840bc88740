// Hand on a link to a clause, and mark in the contents where the reader is.
const toast = document.querySelector("[data-toast]");
let fading;

// A phone's own sheet offers WeChat and messages; with a mouse, copying is what people expect.
const shares = Boolean(navigator.share) && matchMedia("(pointer: coarse)").matches;

function share(link) {
  navigator.share({ title: document.title, url: link.href }).catch((problem) => {
    if (problem.name !== "AbortError") copy(link);
  });
}

async function copy(link) {
  let said = toast.dataset.toast;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    said = toast.dataset.failed; // the address bar has it: the link itself was followed
  }
  toast.hidden = false;
  toast.textContent = said;
  clearTimeout(fading);
  fading = setTimeout(() => { toast.hidden = true; toast.textContent = ""; }, 2500);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".clause__link");
  if (link) (shares ? share : copy)(link);
});
document.documentElement.classList.add("can-copy");
for (const link of shares ? document.querySelectorAll(".clause__link") : []) {
  link.ariaLabel = link.ariaLabel.replace(link.dataset.label, toast.dataset.share);
  link.dataset.label = toast.dataset.share;
}

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
