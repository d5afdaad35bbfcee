/** The account that is signed in, for everything inside RequireSignIn. */
import { createContext, use } from "react";

import type { User } from "@/lib/api-types";

export interface CurrentSignIn {
  user: User;
  /** Where admins see the task queues; null for everybody else. */
  flowerUrl: string | null;
}

export const SignInContext = createContext<CurrentSignIn | null>(null);

export function useSignIn(): CurrentSignIn {
  const signIn = use(SignInContext);
  if (!signIn) throw new Error("useSignIn is only for pages behind RequireSignIn");
  return signIn;
}
