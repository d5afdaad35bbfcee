/** The whole application: providers around the router. */
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router";

import { Toaster } from "@/components/toaster";

import { queryClient } from "./query-client";
import { router } from "./router";

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toaster />
    </QueryClientProvider>
  );
}
