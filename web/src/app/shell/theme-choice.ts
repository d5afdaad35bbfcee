/** System, light or dark, as a menu offers it. */
import type { MenuChoice, MenuOption } from "@/components/menu/entries";
import { setTheme, useTheme, type Theme } from "@/lib/theme";
import { shellWords } from "@/words/shell";

function themes(): readonly (Pick<MenuOption, "label" | "icon"> & { theme: Theme })[] {
  return [
    { theme: "system", label: shellWords.asSystem, icon: "system" },
    { theme: "light", label: shellWords.light, icon: "sun" },
    { theme: "dark", label: shellWords.dark, icon: "moon" },
  ];
}

export function useThemeChoice(): MenuChoice {
  const chosen = useTheme();
  return {
    name: shellWords.theme,
    options: themes().map(({ theme, ...option }) => ({ ...option, value: theme, checked: theme === chosen })),
    onChoose: (value) => {
      const choice = themes().find(({ theme }) => theme === value);
      if (choice) setTheme(choice.theme);
    },
    stays: true,
  };
}
