/** Where one can go from anywhere. */
import type { IconName } from "@/components/icon";
import type { User } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { placeWords } from "@/words/places";

interface Place {
  to: string;
  label: string;
  icon: IconName;
}

export function places(role: User["role"]): readonly Place[] {
  const everybodys: Place[] = [
    { to: "/", label: commonWords.library, icon: "library" },
    { to: "/sessions", label: commonWords.multitrack, icon: "tracks" },
  ];
  return role === "admin" ? [...everybodys, { to: "/admin", label: placeWords.administration, icon: "people" }] : everybodys;
}
