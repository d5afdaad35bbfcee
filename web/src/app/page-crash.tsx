/** A page that broke: says so and offers the two ways out. A stale page after an update is one cause. */
import { useRouteError } from "react-router";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { EmptyState } from "@/components/empty-state";

export function RouteCrash() {
  const error = useRouteError();
  const stale = error instanceof TypeError && /module/i.test(error.message);
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        heading="h1"
        icon="alert"
        tone="trouble"
        title={stale ? "This page could not be loaded" : "This page stopped working"}
        action={
          <>
            <Button kind="primary" icon="retry" onClick={() => window.location.reload()}>
              Reload
            </Button>
            <a href="/" className={buttonStyle("plain")}>
              Library
            </a>
          </>
        }
      >
        {stale
          ? "You are offline, or VideoFlow was updated while this tab was open."
          : "Your recordings are not affected. Reloading usually helps."}
      </EmptyState>
    </main>
  );
}
