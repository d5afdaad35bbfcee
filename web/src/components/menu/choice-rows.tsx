/** The rows of a menu of which one is chosen. */
import { RadioGroup, RadioItem } from "@radix-ui/react-dropdown-menu";

import { cx } from "@/lib/cx";

import { Icon } from "../icon";
import type { MenuChoice } from "./entries";
import type { MenuLook } from "./menu-look";

interface ChoiceRowsProps {
  choice: MenuChoice;
  look: MenuLook;
  /** There are other things in the menu: what is chosen here is told above it. */
  titled: boolean;
}

export function ChoiceRows({ choice, look, titled }: ChoiceRowsProps) {
  const { name, options, onChoose, stays = false } = choice;
  return (
    <RadioGroup aria-label={name} value={options.find(({ checked }) => checked)?.value ?? ""}>
      {titled && (
        <div aria-hidden="true" className="px-2.5 pt-1 pb-0.5 text-xs font-[550] text-muted">
          {name}
        </div>
      )}
      {options.map(({ value, label, icon, note = null, checked, disabled = false }) => (
        <RadioItem
          key={value}
          value={value}
          // Not Radix's own, which keys would pass over: what is still being made is worth reading.
          aria-disabled={disabled || undefined}
          onSelect={(event) => {
            if (stays || disabled) event.preventDefault();
            if (!disabled) onChoose(value);
          }}
          className={cx(look.row, look.lit, disabled && "opacity-65")}
        >
          {icon && <Icon name={icon} size={16} />}
          <span className="flex-1">{label}</span>
          {note !== null && <span className="text-xs">{note}</span>}
          {checked && <Icon name="check" size={15} />}
        </RadioItem>
      ))}
    </RadioGroup>
  );
}
