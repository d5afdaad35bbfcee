/** The rows of a menu of which one is chosen. */
import { RadioGroup, RadioItem } from "@radix-ui/react-dropdown-menu";

import { cx } from "@/lib/cx";

import { Icon } from "../icon";
import type { MenuChoice } from "./entries";
import type { MenuLook } from "./menu-look";

export function ChoiceRows({ choice, look }: { choice: MenuChoice; look: MenuLook }) {
  const { name, options, onChoose, stays = false } = choice;
  return (
    <RadioGroup aria-label={name} value={options.find(({ checked }) => checked)?.value ?? ""}>
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
