/** Where one can go from anywhere. */
import type { IconName } from "@/components/icon";
import { commonWords } from "@/words/common";

interface Place {
  to: string;
  label: string;
  icon: IconName;
}

export function places(): readonly Place[] {
  return [
    { to: "/", label: commonWords.library, icon: "library" },
    { to: "/sessions", label: commonWords.multitrack, icon: "tracks" },
  ];
}
