/** What a link wants to know before it opens, read off its refusal. */
import { ApiError } from "@/lib/api-error";

export interface Needs {
  password: boolean;
  email: boolean;
}

/** Null where the refusal was another. */
export function needsOf(error: unknown): Needs | null {
  if (!(error instanceof ApiError) || (error.code !== "password_required" && error.code !== "email_required")) return null;
  const said: unknown = error.details.needs;
  const wants = (what: string) => Array.isArray(said) && said.includes(what);
  return { password: error.code === "password_required" || wants("password"), email: error.code === "email_required" || wants("email") };
}
