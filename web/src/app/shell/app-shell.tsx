/** Header above every page; the pages bring their own columns. */
import { Suspense, type ReactNode } from "react";

import { LeftBehind } from "@/features/recorder/components/left-behind";
import { UploadsEverywhere } from "@/features/upload/components/uploads-everywhere";
import { shellWords } from "@/words/shell";

import { useSignIn } from "../sign-in-context";
import { Header } from "./header";
import { OfflineBar } from "./offline-bar";

export function AppShell({ children }: { children: ReactNode }) {
  const { user } = useSignIn();
  return (
    <>
      <a
        href="#main"
        className="absolute left-3 z-50 -translate-y-20 rounded-control bg-accent-fill px-3 py-2 text-white focus:translate-y-2"
      >
        {shellWords.skip}
      </a>
      <Header />
      <OfflineBar />
      <LeftBehind userId={user.id} className="border-b border-line bg-panel px-4 py-3 md:px-5" />
      <Suspense>{children}</Suspense>
      <UploadsEverywhere />
    </>
  );
}
