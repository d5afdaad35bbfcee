/** What mails and invitations bring along: that an address is one's own, and what waits for it. */
import { api, call } from "@/lib/api-client";

/** `token` is what the mail's link brought. */
export function confirmEmail(token: string): Promise<unknown> {
  return call(api.POST("/auth/confirm", { body: { token } }));
}

/** Takes up an invitation with the account one has. */
export function acceptInvitation(invitation: string): Promise<unknown> {
  return call(api.POST("/auth/invitations/accept", { body: { invitation } }));
}
