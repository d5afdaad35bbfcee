/** Turns the API's refusal of a form into words beside the fields they concern. */
import { ApiError, describeError, fieldProblems } from "@/lib/api-error";
import { authWords } from "@/words/auth";

export interface FormProblems {
  email?: string;
  password?: string;
  name?: string;
  setup_code?: string;
  /** What belongs to no field. */
  form?: string;
}

function problemsByCode(code: string): FormProblems | null {
  if (code === "bad_credentials") return { form: authWords.badCredentials };
  if (code === "email_taken") return { email: authWords.emailTaken };
  if (code === "setup_code_needed") return { setup_code: authWords.setupCodeWrong };
  if (code === "invitation_needed") return { email: authWords.invitationNeeded };
  if (code === "domain_not_allowed") return { email: authWords.domainNotAllowed };
  return code === "registration_closed" ? { form: authWords.registrationClosed } : null;
}

const FIELDS = ["email", "password", "name"] as const;

export function problemsOf(error: unknown): FormProblems {
  if (!(error instanceof ApiError)) return { form: describeError(error) };
  if (error.code === "weak_password") return { password: describeError(error) };
  const known = problemsByCode(error.code);
  if (known !== null) return known;
  const problems: FormProblems = {};
  const said = fieldProblems(error);
  for (const field of FIELDS) {
    const text = said[field];
    if (text !== undefined) problems[field] = text;
  }
  return Object.keys(problems).length > 0 ? problems : { form: describeError(error) };
}
