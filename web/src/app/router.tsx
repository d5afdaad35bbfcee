/** Addresses and what they show. All but the library load when they are opened. */
import { createBrowserRouter } from "react-router";

import { LibraryRoute } from "./routes/library";
import { NotFoundRoute } from "./routes/not-found";
import { RouteCrash } from "./routes/route-crash";
import { AppShell } from "./shell/app-shell";
import { PageSkeleton } from "./shell/page-skeleton";
import { RequireSignIn } from "./shell/require-sign-in";
import { UploadsLayout } from "./shell/uploads-layout";

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteCrash,
    HydrateFallback: PageSkeleton,
    children: [
      {
        path: "/login",
        lazy: async () => ({ Component: (await import("./routes/login")).LoginRoute }),
      },
      {
        path: "/register",
        lazy: async () => ({ Component: (await import("./routes/register")).RegisterRoute }),
      },
      {
        Component: RequireSignIn,
        children: [
          {
            Component: UploadsLayout,
            children: [
              {
                path: "/record",
                lazy: async () => ({ Component: (await import("./routes/record")).RecordRoute }),
              },
              {
                Component: AppShell,
                children: [
                  { index: true, Component: LibraryRoute },
                  {
                    path: "/watch/:videoId",
                    lazy: async () => ({ Component: (await import("./routes/watch")).WatchRoute }),
                  },
                  {
                    path: "/sessions",
                    lazy: async () => ({ Component: (await import("./routes/multitrack")).MultitrackRoute }),
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
