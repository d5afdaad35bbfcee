/** What the workspace is called and looks like; the server says it in the page's head, before anything is drawn. */
const { name, colour, logo } = document.querySelector<HTMLElement>("meta[name=workspace]")?.dataset ?? {};

export const workspace = { name: name ?? "VideoFlow", colour, logo };
