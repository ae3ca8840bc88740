"""What is looked for on a page that stands in the browser; each answers with what is wrong, nothing if all is well."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest(".sr, [hidden], .scroll-x"))
  .slice(0, 5).map((node) => node.outerHTML.slice(0, 120))"""

UNMARKED = """() => {
  const language = (node) => node.closest("[lang]").getAttribute("lang");
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, holder = text.parentElement;
    if (!/\\p{Script=Han}/u.test(text.data) || holder.closest("head, script, style, [hidden]")) continue;
    if (!language(holder).startsWith("zh")) found.push(text.data.trim().slice(0, 60));
  }
  for (const node of document.querySelectorAll("body [aria-label], body [title], body [placeholder], body [alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (/\\p{Script=Han}/u.test(node.getAttribute(name) ?? "") && !language(node).startsWith("zh"))
        found.push(`${name}: ${node.getAttribute(name).slice(0, 60)}`);
  return found;
}"""


def violations(page: Page, within: str | None = None) -> list[str]:
    """Rule, place and reason of each violation of WCAG 2.2 A or AA that axe-core finds."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate(
        "([within, options]) => axe.run(within ?? document, options).then((done) => done.violations)",
        [within, OPTIONS],
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> tuple[int, list[str]]:
    """By how many pixels the page is too wide, and the first elements that reach out of it."""
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return (excess, page.evaluate(TOO_WIDE)) if excess > 0 else (0, [])


def unmarked_chinese(page: Page) -> list[str]:
    """Chinese that does not say that it is Chinese (WCAG 3.1.2)."""
    return page.evaluate(UNMARKED)
