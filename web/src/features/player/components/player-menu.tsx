/** A control that opens a short list to choose one from, above the bar. */
import type { MenuOption } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { ON_VIDEO } from "@/components/menu/menu-look";

interface PlayerMenuProps {
  /** What is chosen here: "Speed". */
  name: string;
  /** What the button shows. */
  shown: string;
  /** What is chosen now, in words. */
  spoken: string;
  options: readonly MenuOption[];
  onChoose: (value: string) => void;
  onOpenChange: (open: boolean) => void;
}

/** Who says aloud what is to be seen must be understood, so the name holds what the button shows. */
function spokenName(name: string, shown: string, spoken: string): string {
  return [name, ...(spoken.includes(shown) ? [] : [shown]), spoken].join(", ");
}

export function PlayerMenu({ name, shown, spoken, options, onChoose, onOpenChange }: PlayerMenuProps) {
  return (
    <Menu
      label={name}
      spoken={spokenName(name, shown, spoken)}
      choices={[{ name, options, onChoose }]}
      look={ON_VIDEO}
      onOpenChange={onOpenChange}
      buttonClassName="group/menu grid h-8 place-items-center rounded-lg focus-visible:outline-white pointer-coarse:h-11"
    >
      <span className="num grid h-7 min-w-11 place-items-center rounded-[7px] bg-white/15 px-2 text-xs font-[550] whitespace-nowrap group-hover/menu:bg-white/25">
        {shown}
      </span>
    </Menu>
  );
}
