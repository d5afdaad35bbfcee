import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { PLAY_AT_ONCE } from "@/lib/play-at-once";
import { MemoryRouter } from "@/lib/router/memory-router";
import { useLocation } from "@/lib/router/use-router";

import { useAskedToPlay } from "./use-asked-to-play";

function Page() {
  const asked = useAskedToPlay();
  const location = useLocation();
  return <p>{`${asked ? "plays" : "rests"} ${location.pathname}${location.search} ${JSON.stringify(location.state)}`}</p>;
}

function open(state: unknown): void {
  render(
    <MemoryRouter start="/watch/v-1?t=3" state={state}>
      <Page />
    </MemoryRouter>,
  );
}

test("what was asked for once is heeded, and forgotten where a reload would find it", async () => {
  open(PLAY_AT_ONCE);
  expect(await screen.findByText("plays /watch/v-1?t=3 null")).toBeInTheDocument();
});

test.each([null, "playAtOnce", { playAtOnce: "yes" }, { other: true }])("%j asks for nothing", (state) => {
  open(state);
  expect(screen.getByText(/^rests/)).toBeInTheDocument();
});
