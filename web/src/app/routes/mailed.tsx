/** The pages that mails link to: each is small, and they are loaded as one. */
export { ConfirmEmailRoute } from "./confirm-email";
export { ResetPasswordRoute } from "./reset-password";
