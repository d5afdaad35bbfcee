/** The logged-in person, for everything inside RequireSession. */
import { createContext, use } from "react";

import type { User } from "@/lib/api-types";

export interface CurrentSession {
  user: User;
  /** Where admins see the task queues; null for everybody else. */
  flowerUrl: string | null;
}

export const SessionContext = createContext<CurrentSession | null>(null);

export function useSession(): CurrentSession {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession is only for pages behind RequireSession");
  return session;
}
