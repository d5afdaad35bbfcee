/** Where one can go from anywhere. */
import type { IconName } from "@/components/icon";

export const PLACES: readonly { to: string; label: string; icon: IconName }[] = [
  { to: "/", label: "Library", icon: "library" },
  { to: "/sessions", label: "Multitrack", icon: "tracks" },
];
