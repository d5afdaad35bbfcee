/** Makes an account and logs it in; the session arrives as cookies. */
import { api, call } from "@/lib/api-client";
import type { Session } from "@/lib/api-types";

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

export function register(account: NewAccount): Promise<Session> {
  return call(api.POST("/auth/register", { body: { ...account, delivery: "cookie" } }));
}
