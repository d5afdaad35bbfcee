"""What axe finds wrong with a page, for those who cannot see it, or cannot see it well."""

from playwright.sync_api import Page

from scripts.stack import ROOT

_AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
# Colours that are on their way from one to the other are neither.
_STILL = "document.getAnimations().forEach((each) => each.effect?.getTiming().iterations === Infinity || each.finish())"
_RUN = """
async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}
"""


def serious_faults(page: Page) -> list[str]:
    """Each fault that axe calls serious or critical, with the element and what is the matter."""
    page.evaluate(_STILL)
    # Not by a script element: the content security policy refuses those.
    page.evaluate(_AXE.read_text() + "; undefined")
    found: list[str] = page.evaluate(_RUN)
    return found
