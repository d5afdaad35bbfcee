/** The page of the address, with what stands around it; going back finds a page scrolled as it was left. */
import { lazy, Suspense, useEffect, useLayoutEffect, useSyncExternalStore } from "react";

import type { Router, Shown } from "@/lib/router/router";
import { keepPlaces, returnToPlace } from "@/lib/router/scroll-places";
import { RouterContext } from "@/lib/router/use-router";

import { CrashGuard } from "./crash-guard";
import { PageCrash } from "./page-crash";
import type { AppRoute } from "./routes";
import { PageSkeleton } from "./shell/page-skeleton";
import { RequireSignIn } from "./shell/require-sign-in";
import { UploadsLayout } from "./shell/uploads-layout";

/** Loaded with the page that stands in it, so that nobody waits here. */
const AppShell = lazy(async () => ({ default: (await import("./shell/app-shell")).AppShell }));

export function Pages({ router }: { router: Router<AppRoute> }) {
  const shown = useSyncExternalStore(router.subscribe, () => router.shown);
  const { location, Page } = shown;

  useEffect(() => {
    const stops = [keepPlaces(() => router.shown.location.key), router.start()];
    return () => stops.forEach((stop) => stop());
  }, [router]);

  useLayoutEffect(() => {
    if (Page !== null) returnToPlace(location);
  }, [Page, location]);

  return (
    <RouterContext value={router}>
      <CrashGuard fallback={(reason) => <PageCrash error={reason} />}>
        <Framed {...shown} />
      </CrashGuard>
    </RouterContext>
  );
}

function Framed({ route, Page, error, location }: Shown<AppRoute>) {
  if (route === null || (Page === null && error === null)) return <PageSkeleton />;
  const page =
    Page === null ? (
      <PageCrash error={error} />
    ) : (
      <CrashGuard key={location.pathname} fallback={(reason) => <PageCrash error={reason} />}>
        <Page />
      </CrashGuard>
    );
  if (route.frame === "open") return page;
  // What a page does must not end the uploads.
  return (
    <RequireSignIn>
      <UploadsLayout>
        {route.frame === "shell" && error === null ? (
          <Suspense fallback={<PageSkeleton />}>
            <AppShell>{page}</AppShell>
          </Suspense>
        ) : (
          page
        )}
      </UploadsLayout>
    </RequireSignIn>
  );
}
