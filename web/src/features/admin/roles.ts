/** What accounts are for, as words. */
import type { Role } from "@/lib/api-types";
import { adminWords } from "@/words/admin";

const ROLES: readonly Role[] = ["viewer", "member", "admin"];

export function roleOptions(): { value: Role; label: string }[] {
  return ROLES.map((value) => ({ value, label: adminWords.roles[value] }));
}
