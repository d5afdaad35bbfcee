/** A router around something that is shown by itself: it knows where it is, and nothing else is loaded. */
import { useState, type ReactNode } from "react";

import { memoryHistory } from "./history";
import { Router } from "./router";
import { RouterContext } from "./use-router";

interface MemoryRouterProps {
  start?: string;
  state?: unknown;
  children: ReactNode;
}

export function MemoryRouter({ start, state, children }: MemoryRouterProps) {
  const [router] = useState(() => new Router([], memoryHistory(start, state)));
  return <RouterContext value={router}>{children}</RouterContext>;
}
