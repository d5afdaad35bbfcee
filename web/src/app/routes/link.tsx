/** /s/:token : a link, opened by whoever has it. Nothing here speaks of accounts. */
import { useParams } from "@/lib/router/use-router";

import { GuestHeader } from "./link/guest-header";
import { GuestWatch } from "./link/guest-watch";
import { OpenedLink } from "./link/opened-link";
import { WatchSkeleton } from "./watch/watch-skeleton";

export function LinkRoute() {
  const { token = "" } = useParams();
  return (
    <>
      <GuestHeader />
      <OpenedLink key={token} token={token} pathOf={(videoId) => `/watch/${videoId}`} skeleton={<WatchSkeleton />}>
        {(opened, onEnded) => <GuestWatch token={token} opened={opened} onEnded={onEnded} />}
      </OpenedLink>
    </>
  );
}
