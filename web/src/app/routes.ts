/** Addresses and what they show. Each page is loaded when it is opened, with what stands around it. */
import type { ComponentType } from "react";

import { loadModule } from "@/lib/load-module";
import type { Route } from "@/lib/router/router";

/** Open to everybody; behind the login and alone; behind the login and inside the shell. */
export type Frame = "open" | "alone" | "shell";

export interface AppRoute extends Route {
  frame: Frame;
}

type Load = () => Promise<ComponentType>;

/** The shell's code comes beside that of the page, not after it. */
function inShell(path: string, load: Load): AppRoute {
  return {
    path,
    frame: "shell",
    load: () => loadModule(async () => (await Promise.all([load(), import("./shell/app-shell")]))[0]),
  };
}

function outside(path: string, frame: Frame, load: Load): AppRoute {
  return { path, frame, load: () => loadModule(load) };
}

export const ROUTES: readonly AppRoute[] = [
  outside("/login", "open", async () => (await import("./routes/login")).LoginRoute),
  outside("/register", "open", async () => (await import("./routes/register")).RegisterRoute),
  outside("/forgot", "open", async () => (await import("./routes/forgot")).ForgotRoute),
  outside("/reset-password", "open", async () => (await import("./routes/mailed")).ResetPasswordRoute),
  outside("/confirm-email", "open", async () => (await import("./routes/mailed")).ConfirmEmailRoute),
  outside("/s/:token", "open", async () => (await import("./routes/link")).LinkRoute),
  outside("/guide/:token", "open", async () => (await import("./routes/guide-link")).GuideLinkRoute),
  outside("/record", "alone", async () => (await import("./routes/record")).RecordRoute),
  inShell("/", async () => (await import("./routes/library")).LibraryRoute),
  inShell("/search", async () => (await import("./routes/search")).SearchRoute),
  inShell("/watch/:videoId", async () => (await import("./routes/watch")).WatchRoute),
  inShell("/watch/:videoId/guide", async () => (await import("./routes/guide")).GuideRoute),
  inShell("/settings", async () => (await import("./routes/settings")).SettingsRoute),
  inShell("/sessions", async () => (await import("./routes/multitrack")).MultitrackRoute),
  inShell("/admin", async () => (await import("./routes/admin")).AdminRoute),
  inShell("*", async () => (await import("./routes/not-found")).NotFoundRoute),
];
