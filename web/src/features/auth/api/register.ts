/** Makes an account and logs it in; the sign-in arrives as cookies. */
import { api, call } from "@/lib/api-client";
import type { SignIn } from "@/lib/api-types";

export interface NewAccount {
  name: string;
  email: string;
  password: string;
  /** What the first account of a server that others reach needs. */
  setup_code: string | null;
  /** From the link that somebody was sent. */
  invitation: string | null;
}

export function register(account: NewAccount): Promise<SignIn> {
  return call(api.POST("/auth/register", { body: { ...account, delivery: "cookie" } }));
}
