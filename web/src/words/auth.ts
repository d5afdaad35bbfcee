/** What is said at the door: logging in, and making an account. */
import { speak } from "./speak";

const pictureSteps: readonly string[] = ["Open the security settings", "Turn on single sign-on", "Choose an identity provider"];

export const authWords = speak("auth", {
  logIn: "Log in",
  loggingIn: "Logging in…",
  whereYouLeft: "Your recordings are where you left them.",
  newHere: "New here?",
  createAccount: "Create an account",
  create: "Create account",
  creating: "Making your account…",
  setUp: "Set up VideoFlow",
  createYours: "Create your account",
  promise: "Record, share the link, and read the guide it writes.",
  haveAccount: "Have an account?",
  closed: "No new accounts here",
  byInvitation: "This server takes people by invitation. Ask its administrator for an account.",
  firstAccount: "This is the first account here, so it will be the admin.",
  setupCode: "Setup code",
  setupCodeHint: "It is in the server's log",
  setupCodeWrong: "This is not the code of this server. It is in its log, and `flask setup-code` prints it.",
  invitationNeeded: "An account here needs an invitation for this very address.",
  domainNotAllowed: "Accounts here are for the organisation's own addresses.",
  email: "Email",
  password: "Password",
  name: "Name",
  passwordHint: "8 characters or more",
  badCredentials: "That email and password do not belong together.",
  emailTaken: "An account with this email exists. Log in instead?",
  registrationClosed: "This server takes no new accounts. Ask its administrator.",
  pictureSteps,
});
