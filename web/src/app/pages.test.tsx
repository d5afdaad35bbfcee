import { act, render, screen } from "@testing-library/react";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";
import { expect, test, vi } from "vitest";

import { router } from "./router";

/** The app's own tree with what stands around all pages; the pages are but their names, and nobody has to log in. */
function namesInsteadOfPages(routes: readonly RouteObject[]): RouteObject[] {
  return routes.map(({ path, index, children }): RouteObject => {
    if (children) return { children: namesInsteadOfPages(children) };
    const page = { element: <p>{path ?? "/"}</p> };
    return index === true ? { index, ...page } : { path: path ?? "", ...page };
  });
}

const [ROOT] = router.routes;
const PAGES: RouteObject[] = [{ element: ROOT?.element, children: namesInsteadOfPages(ROOT?.children ?? []) }];

test.each(["/record", "/watch/:videoId", "/sessions"])("going back from %s finds the library scrolled as it was left", async (path) => {
  const scrollTo = vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  const pages = createMemoryRouter(PAGES);
  render(<RouterProvider router={pages} />);
  const at = vi.spyOn(window, "scrollY", "get").mockReturnValue(640);
  await act(() => pages.navigate(path.replace(":videoId", "v-1")));
  expect(screen.getByText(path)).toBeInTheDocument();
  expect(scrollTo).toHaveBeenLastCalledWith(0, 0);
  at.mockReturnValue(0);
  await act(() => pages.navigate(-1));
  expect(screen.getByText("/")).toBeInTheDocument();
  expect(scrollTo).toHaveBeenLastCalledWith(0, 640);
});
