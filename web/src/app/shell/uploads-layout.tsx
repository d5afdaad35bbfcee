/** Everything behind the login: uploads go on whichever page is shown. */
import type { ReactNode } from "react";

import { UploadsProvider } from "@/features/upload/components/uploads-provider";

import { useSignIn } from "../sign-in-context";

export function UploadsLayout({ children }: { children: ReactNode }) {
  const { user } = useSignIn();
  return (
    <UploadsProvider key={user.id} userId={user.id}>
      {children}
    </UploadsProvider>
  );
}
