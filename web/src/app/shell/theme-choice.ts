/** System, light or dark, as a menu offers it. */
import type { MenuChoice, MenuOption } from "@/components/menu/entries";
import { setTheme, useTheme, type Theme } from "@/lib/theme";

const THEMES: readonly (Pick<MenuOption, "label" | "icon"> & { theme: Theme })[] = [
  { theme: "system", label: "As the system", icon: "system" },
  { theme: "light", label: "Light", icon: "sun" },
  { theme: "dark", label: "Dark", icon: "moon" },
];

export function useThemeChoice(): MenuChoice {
  const chosen = useTheme();
  return {
    name: "Theme",
    options: THEMES.map(({ theme, ...option }) => ({ ...option, value: theme, checked: theme === chosen })),
    onChoose: (value) => {
      const choice = THEMES.find(({ theme }) => theme === value);
      if (choice) setTheme(choice.theme);
    },
    stays: true,
  };
}
