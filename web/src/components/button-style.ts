/** The look of everything one presses, shared by buttons and by links that look like them. */
import { cx } from "@/lib/cx";

export type ButtonKind = "plain" | "primary" | "record" | "ghost" | "danger";
export type ButtonSize = "small" | "medium";

const KINDS: Record<ButtonKind, string> = {
  plain: "border-line bg-panel text-ink hover:bg-sunk hover:border-line-strong",
  primary: "border-transparent bg-accent-fill text-white hover:bg-accent-fill-hover",
  record: "border-transparent bg-rec-fill text-white hover:bg-rec-fill-hover",
  danger: "border-transparent bg-rec-fill text-white hover:bg-rec-fill-hover",
  ghost: "border-transparent text-muted hover:bg-sunk hover:text-ink",
};

const SIZES: Record<ButtonSize, string> = {
  small: "h-[30px] px-2.5 gap-1.5 rounded-lg text-[12.5px]",
  medium: "h-[38px] px-3.5 gap-2 rounded-control",
};

export function buttonStyle(kind: ButtonKind = "plain", size: ButtonSize = "medium"): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center border font-[550] whitespace-nowrap select-none",
    "transition-colors duration-100 disabled:opacity-55 disabled:pointer-events-none",
    KINDS[kind],
    SIZES[size],
  );
}
