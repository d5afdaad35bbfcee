/** The whole application: providers around the router. */
import { QueryClientProvider } from "@tanstack/react-query";

import { Toaster } from "@/components/toaster";
import { browserHistory } from "@/lib/router/history";
import { Router } from "@/lib/router/router";

import { Pages } from "./pages";
import { queryClient } from "./query-client";
import { ROUTES } from "./routes";

const router = new Router(ROUTES, browserHistory());

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Pages router={router} />
      <Toaster />
    </QueryClientProvider>
  );
}
