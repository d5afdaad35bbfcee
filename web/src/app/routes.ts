/** Addresses and what they show. All but the library load when they are opened. */
import { createBrowserRouter } from "react-router";

import { loadModule } from "@/lib/load-module";

import { LibraryRoute } from "./routes/library";
import { NotFoundRoute } from "./routes/not-found";
import { RouteCrash } from "./routes/route-crash";
import { AppShell } from "./shell/app-shell";
import { PageSkeleton } from "./shell/page-skeleton";
import { RequireSignIn } from "./shell/require-sign-in";
import { Root } from "./shell/root";
import { UploadsLayout } from "./shell/uploads-layout";

export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: RouteCrash,
    HydrateFallback: PageSkeleton,
    children: [
      {
        path: "/login",
        lazy: async () => ({ Component: (await loadModule(() => import("./routes/login"))).LoginRoute }),
      },
      {
        path: "/register",
        lazy: async () => ({ Component: (await loadModule(() => import("./routes/register"))).RegisterRoute }),
      },
      {
        Component: RequireSignIn,
        children: [
          {
            Component: UploadsLayout,
            children: [
              {
                path: "/record",
                lazy: async () => ({ Component: (await loadModule(() => import("./routes/record"))).RecordRoute }),
              },
              {
                Component: AppShell,
                children: [
                  { index: true, Component: LibraryRoute },
                  {
                    path: "/watch/:videoId",
                    lazy: async () => ({ Component: (await loadModule(() => import("./routes/watch"))).WatchRoute }),
                  },
                  {
                    path: "/sessions",
                    lazy: async () => ({ Component: (await loadModule(() => import("./routes/multitrack"))).MultitrackRoute }),
                  },
                  { path: "*", Component: NotFoundRoute },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]);
