/** Logs in; the sign-in arrives as cookies. */
import { api, call } from "@/lib/api-client";
import type { SignIn } from "@/lib/api-types";

export function login(email: string, password: string): Promise<SignIn> {
  return call(api.POST("/auth/login", { body: { email, password, delivery: "cookie" } }));
}
