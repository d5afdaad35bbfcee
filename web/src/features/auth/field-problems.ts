/** Turns the API's refusal of a form into words beside the fields they concern. */
import { ApiError, describeError } from "@/lib/api-error";

export interface FormProblems {
  email?: string;
  password?: string;
  name?: string;
  /** What belongs to no field. */
  form?: string;
}

const BY_CODE: Partial<Record<string, FormProblems>> = {
  bad_credentials: { form: "That email and password do not belong together." },
  email_taken: { email: "An account with this email exists. Log in instead?" },
  registration_closed: { form: "This server takes no new accounts. Ask its administrator." },
};

const FIELDS = ["email", "password", "name"] as const;

/** Finds text for a field in `details`, whatever nesting the validator used. */
function textFor(field: string, details: unknown): string | undefined {
  if (typeof details !== "object" || details === null) return undefined;
  for (const [key, value] of Object.entries(details)) {
    if (key === field) {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      if (typeof first === "string") return first;
    }
    const deeper = textFor(field, value);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

export function problemsOf(error: unknown): FormProblems {
  if (!(error instanceof ApiError)) return { form: describeError(error) };
  const known = BY_CODE[error.code];
  if (known) return known;
  const problems: FormProblems = {};
  for (const field of FIELDS) {
    const text = textFor(field, error.details);
    if (text !== undefined) problems[field] = text;
  }
  return Object.keys(problems).length > 0 ? problems : { form: describeError(error) };
}
