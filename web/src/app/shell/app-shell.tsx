/** Header above every page; the pages bring their own columns. */
import { Suspense } from "react";
import { Outlet } from "react-router";

import { UploadsEverywhere } from "@/features/upload/components/uploads-everywhere";

import { Header } from "./header";
import { OfflineBar } from "./offline-bar";

export function AppShell() {
  return (
    <>
      <a
        href="#main"
        className="absolute left-3 z-50 -translate-y-20 rounded-control bg-accent-fill px-3 py-2 text-white focus:translate-y-2"
      >
        Skip to content
      </a>
      <Header />
      <OfflineBar />
      <Suspense>
        <Outlet />
      </Suspense>
      <UploadsEverywhere />
    </>
  );
}
