/** How a menu looks: on a page, or on the video, which is dark in every theme. */

export interface MenuLook {
  /** Which side of the button it opens to, where there is room. */
  side: "top" | "bottom";
  box: string;
  row: string;
  /** Added where the keys or the pointer are. */
  lit: string;
}

const ROW = "flex w-full cursor-default items-center gap-2.5 rounded-lg px-2.5 text-left whitespace-nowrap";

export const ON_PAGE: MenuLook = {
  side: "bottom",
  box: "min-w-[196px] border-line bg-panel p-1.5",
  row: `${ROW} h-9 pointer-coarse:h-11 focus-visible:outline-offset-[-2px]`,
  lit: "data-highlighted:bg-sunk",
};

export const ON_VIDEO: MenuLook = {
  side: "top",
  box: "min-w-28 border-white/15 bg-[#1b1b1d] p-1 text-white",
  row: `${ROW} num h-8 pointer-coarse:h-11 text-[13px] focus-visible:outline-none`,
  lit: "data-highlighted:bg-white/15",
};
