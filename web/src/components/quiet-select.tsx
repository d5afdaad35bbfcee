/** A choice that stands in a row like a word, on the browser's own list: it works with keys and on phones as it is. */
import { Icon } from "./icon";

interface QuietSelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  busy?: boolean;
  onChange: (value: Value) => void;
}

export function QuietSelect<Value extends string>({ label, value, options, busy = false, onChange }: QuietSelectProps<Value>) {
  return (
    <span className="relative inline-flex shrink-0 items-center">
      <select
        aria-label={label}
        value={value}
        aria-busy={busy || undefined}
        onChange={(event) => onChange(event.target.value as Value)}
        className="h-9 max-w-[230px] appearance-none truncate rounded-control bg-transparent pr-7 pl-2.5 text-right text-[13px] font-[550] text-ink hover:bg-sunk aria-busy:opacity-55"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={14} className="pointer-events-none absolute right-2 text-muted" />
    </span>
  );
}
