/** The frame that shows a link's player on another page, as wide as its place there. */

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** `url` is a link's: /s/… becomes /embed/…. */
export function embedCode(url: string, title: string): string {
  const address = new URL(url);
  address.pathname = address.pathname.replace(/^\/s\//, "/embed/");
  const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
  return (
    `<iframe src="${escaped(address.href)}" title="${escaped(title)}" ` +
    `style="width:100%;aspect-ratio:16/9;border:0" allow="fullscreen; picture-in-picture" loading="lazy"></iframe>`
  );
}
