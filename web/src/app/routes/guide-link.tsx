/** /guide/:token : the guide of a link's video, for whoever has the link, as they may watch at /s/:token. */
import { useParams } from "@/lib/router/use-router";

import { GuestGuide } from "./guide/guest-guide";
import { GuideSkeleton } from "./guide/guide-skeleton";
import { GuestHeader } from "./link/guest-header";
import { OpenedLink } from "./link/opened-link";

export function GuideLinkRoute() {
  const { token = "" } = useParams();
  return (
    <>
      <GuestHeader />
      <OpenedLink key={token} token={token} pathOf={(videoId) => `/watch/${videoId}/guide`} skeleton={<GuideSkeleton />}>
        {(opened, onEnded) => <GuestGuide token={token} opened={opened} onEnded={onEnded} />}
      </OpenedLink>
    </>
  );
}
