/** Turns the API's refusal of a form into words beside the fields they concern. */
import { ApiError, describeError, fieldProblems } from "@/lib/api-error";

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

export function problemsOf(error: unknown): FormProblems {
  if (!(error instanceof ApiError)) return { form: describeError(error) };
  const known = BY_CODE[error.code];
  if (known) return known;
  const problems: FormProblems = {};
  const said = fieldProblems(error);
  for (const field of FIELDS) {
    const text = said[field];
    if (text !== undefined) problems[field] = text;
  }
  return Object.keys(problems).length > 0 ? problems : { form: describeError(error) };
}
