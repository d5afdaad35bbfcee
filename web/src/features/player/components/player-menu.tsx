/** A control that opens a short list to choose one from, above the bar. */
import { useEffect } from "react";

import { Icon } from "@/components/icon";
import { useMenu } from "@/components/use-menu";
import { cx } from "@/lib/cx";

export interface PlayerChoice {
  value: string;
  label: string;
  /** Right of the label. */
  note?: string | null;
  checked: boolean;
  disabled?: boolean;
}

interface PlayerMenuProps {
  /** What is chosen here: "Speed". */
  name: string;
  /** What the button shows. */
  shown: string;
  /** What is chosen now, in words. */
  spoken: string;
  choices: readonly PlayerChoice[];
  onChoose: (value: string) => void;
  onOpenChange: (open: boolean) => void;
  width?: string;
}

export function PlayerMenu({ name, shown, spoken, choices, onChoose, onOpenChange, width = "w-28" }: PlayerMenuProps) {
  const { open, setOpen, root, button, onKeyDown } = useMenu();

  useEffect(() => onOpenChange(open), [open, onOpenChange]);

  return (
    <div ref={root} className="relative" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        aria-label={`${name}, ${spoken}`}
        title={name}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="num h-7 min-w-11 rounded-[7px] bg-white/15 px-2 text-xs font-[550] whitespace-nowrap hover:bg-white/25 focus-visible:outline-white"
      >
        {shown}
      </button>
      {open && (
        <div
          role="menu"
          aria-label={name}
          className={`absolute right-0 bottom-full z-20 mb-2 animate-rise rounded-card border border-white/15 bg-[#1b1b1d] p-1 shadow-float ${width}`}
        >
          {choices.map(({ value, label, note, checked, disabled = false }) => (
            <button
              key={value}
              type="button"
              role="menuitemradio"
              aria-checked={checked}
              aria-disabled={disabled}
              onClick={() => {
                if (disabled) return;
                onChoose(value);
                setOpen(false);
                button.current?.focus();
              }}
              className={cx(
                "num flex h-8 w-full items-center justify-between gap-3 rounded-lg px-2.5 text-[13px] whitespace-nowrap focus-visible:bg-white/15 focus-visible:outline-none",
                disabled ? "cursor-default text-white/60" : "hover:bg-white/15",
              )}
            >
              {label}
              {note != null && <span className="text-xs">{note}</span>}
              {checked && <Icon name="check" size={15} />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
