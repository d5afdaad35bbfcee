/** Logs in; the session arrives as cookies. */
import { api, call } from "@/lib/api-client";
import type { Session } from "@/lib/api-types";

export function login(email: string, password: string): Promise<Session> {
  return call(api.POST("/auth/login", { body: { email, password, delivery: "cookie" } }));
}
