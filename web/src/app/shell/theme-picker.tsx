/** System, light or dark. */
import { Icon, type IconName } from "@/components/icon";
import { setTheme, useTheme, type Theme } from "@/lib/theme";

const CHOICES: { theme: Theme; label: string; icon: IconName }[] = [
  { theme: "system", label: "As the system", icon: "system" },
  { theme: "light", label: "Light", icon: "sun" },
  { theme: "dark", label: "Dark", icon: "moon" },
];

export function ThemePicker() {
  const chosen = useTheme();
  return (
    <div role="group" aria-label="Theme" className="grid grid-cols-3 gap-0.5 rounded-[9px] bg-sunk p-0.5">
      {CHOICES.map(({ theme, label, icon }) => (
        <button
          key={theme}
          type="button"
          aria-pressed={chosen === theme}
          aria-label={label}
          title={label}
          onClick={() => setTheme(theme)}
          className="grid h-7 place-items-center rounded-[7px] text-muted hover:text-ink aria-pressed:bg-panel aria-pressed:text-ink aria-pressed:shadow-card"
        >
          <Icon name={icon} size={15} />
        </button>
      ))}
    </div>
  );
}
