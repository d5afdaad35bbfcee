/** The language, as a menu offers it: the browser's, or one of ours. The page is loaded anew to speak it. */
import { useState } from "react";

import type { MenuChoice } from "@/components/menu/entries";
import { showToast } from "@/components/toast-store";
import { chooseLanguage, languageChoice, LANGUAGES, type LanguageChoice } from "@/lib/language";
import { reloadUnlessBusy } from "@/lib/load-module";
import { shellWords } from "@/words/shell";

const CHOICES: readonly LanguageChoice[] = ["auto", "en", "de"];

export function useLanguageChoice(): MenuChoice {
  const [chosen, setChosen] = useState(languageChoice);
  return {
    name: shellWords.language,
    options: CHOICES.map((choice) => ({
      value: choice,
      label: choice === "auto" ? shellWords.asBrowser : LANGUAGES[choice],
      checked: choice === chosen,
    })),
    onChoose: (value) => {
      const choice = CHOICES.find((each) => each === value);
      if (choice === undefined || choice === chosen) return;
      chooseLanguage(choice);
      setChosen(choice);
      if (!reloadUnlessBusy()) showToast(shellWords.languageLater);
    },
  };
}
