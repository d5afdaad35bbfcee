/** What stands beside a video, one at a time. */

export const TABS = ["guide", "comments", "text"] as const;
export type PanelTab = (typeof TABS)[number];
