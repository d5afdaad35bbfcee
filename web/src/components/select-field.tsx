/** A labelled choice of few, on the browser's own list: it works with keys and on phones as it is. */
import { useId } from "react";

import { Icon } from "./icon";

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({ label, value, options, onChange }: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-[13px] font-[550]">
        {label}
      </label>
      <span className="relative flex items-center">
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value as Value)}
          className="h-10 w-full appearance-none truncate rounded-control border border-line-strong bg-panel pr-9 pl-3 text-ink hover:border-faint disabled:opacity-55"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={16} className="pointer-events-none absolute right-3 text-muted" />
      </span>
    </div>
  );
}
