/** Around every page, also those without the header: going back finds a page scrolled as it was left. */
import { Outlet, ScrollRestoration } from "react-router";

export function Root() {
  return (
    <>
      <Outlet />
      <ScrollRestoration />
    </>
  );
}
