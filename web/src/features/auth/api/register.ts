/** Makes an account and logs it in; the sign-in arrives as cookies. */
import { api, call } from "@/lib/api-client";
import type { SignIn } from "@/lib/api-types";

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

export function register(account: NewAccount): Promise<SignIn> {
  return call(api.POST("/auth/register", { body: { ...account, delivery: "cookie" } }));
}
