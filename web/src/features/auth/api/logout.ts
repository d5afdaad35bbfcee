/** Ends the sign-in on the server and clears its cookies. */
import { api, call } from "@/lib/api-client";

export function logout(): Promise<undefined> {
  return call(api.POST("/auth/logout"));
}
