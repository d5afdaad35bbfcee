/**
 * Brings an element into view inside the panel that scrolls it, and moves nothing else: where the
 * page itself scrolls (a phone), following the video would take the page away under one's finger.
 */
export function scrollWithin(element: HTMLElement): void {
  const panel = element.closest<HTMLElement>("[data-scrolls]");
  if (!panel || panel.scrollHeight <= panel.clientHeight || panel.matches(":hover")) return;
  const box = element.getBoundingClientRect();
  const view = panel.getBoundingClientRect();
  if (box.top >= view.top && box.bottom <= view.bottom) return;
  panel.scrollTo({ top: panel.scrollTop + box.top - view.top - view.height / 3, behavior: "smooth" });
}
