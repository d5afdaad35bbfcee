/** Everything behind the login: uploads go on whichever page is shown. */
import { Outlet } from "react-router";

import { UploadsProvider } from "@/features/upload/components/uploads-provider";

import { useSignIn } from "../sign-in-context";

export function UploadsLayout() {
  const { user } = useSignIn();
  return (
    <UploadsProvider key={user.id} userId={user.id}>
      <Outlet />
    </UploadsProvider>
  );
}
