/** Another password for whoever forgot theirs: by a link that goes to their address. */
import { api, call } from "@/lib/api-client";

/** The answer is the same whether somebody has this address or not. */
export function askForReset(email: string): Promise<unknown> {
  return call(api.POST("/auth/forgot", { body: { email } }));
}

/** `token` is what the link brought. It ends every sign-in of the account. */
export function resetPassword(token: string, password: string): Promise<unknown> {
  return call(api.POST("/auth/reset", { body: { token, password } }));
}
