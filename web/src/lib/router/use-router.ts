/** What components ask the router: where they are, and how to go elsewhere. */
import { createContext, use, useCallback, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";

import type { Location, Params } from "./location";
import type { Blocked, Router, Shown } from "./router";

export const RouterContext = createContext<Router | null>(null);

export function useRouter(): Router {
  const router = use(RouterContext);
  if (router === null) throw new Error("This needs a router around it.");
  return router;
}

function useShown(): Shown {
  const router = useRouter();
  return useSyncExternalStore(router.subscribe, () => router.shown);
}

export function useLocation(): Location {
  return useShown().location;
}

export function useParams(): Params {
  return useShown().params;
}

/** Always the same function. */
export function useNavigate(): Router["navigate"] {
  return useRouter().navigate;
}

type Change = (before: URLSearchParams) => URLSearchParams;

/** The search of the address, and what changes it, as a new entry of the history. */
export function useSearchParams(): [URLSearchParams, (next: Change) => void] {
  const router = useRouter();
  const { search } = useLocation();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback(
    (next: Change) => {
      const { pathname, search: now } = router.shown.location;
      void router.navigate({ pathname, search: next(new URLSearchParams(now)).toString() });
    },
    [router],
  );
  return [params, change];
}

/** Holds whoever leaves the page while `holds` says so; what waits for an answer then, or null. */
export function useBlocker(holds: () => boolean): Blocked | null {
  const router = useRouter();
  const held = useEffectEvent(holds);
  useEffect(() => router.block(() => held()), [router]);
  return useSyncExternalStore(router.subscribe, () => router.blocked);
}
