/** Who may see a video: people, everybody here, or whoever has the link. From below on a phone. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { Skeleton } from "@/components/skeleton";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { peopleQuery, sharesQuery } from "../api/get-sharing";
import { GeneralAccess } from "./general-access";
import { InviteForm } from "./invite-form";
import { LinkSection } from "./link-section";
import { PeopleList } from "./people-list";

interface ShareDialogProps {
  videoId: string;
  title: string;
  /** The asker, who owns it. */
  ownerId: string;
  /** Where the video stands, in seconds: a link can begin there. */
  position: number;
  /** What is to be seen before a link goes out. */
  before?: React.ReactNode;
  onClose: () => void;
}

export function ShareDialog({ videoId, title, ownerId, position, before, onClose }: ShareDialogProps) {
  const shares = useQuery(sharesQuery(videoId));
  const people = useQuery(peopleQuery(videoId));
  const failed = shares.error ?? people.error;
  return (
    <Dialog title={sharingWords.shareWhat(title)} onClose={onClose} wide sheet>
      {shares.data && people.data ? (
        <div className="text-ink">
          {before != null && <div className="mb-4">{before}</div>}
          <InviteForm videoId={videoId} />
          <Section label={sharingWords.whoHasAccess}>
            <PeopleList videoId={videoId} ownerId={ownerId} people={people.data} />
            <GeneralAccess videoId={videoId} visibility={shares.data.visibility} />
          </Section>
          <Section label={sharingWords.link}>
            <LinkSection videoId={videoId} links={shares.data.items} title={title} position={position} />
          </Section>
        </div>
      ) : failed ? (
        <Notice
          action={
            <Button
              size="small"
              icon="retry"
              busy={shares.isFetching || people.isFetching}
              onClick={() => void Promise.all([shares.refetch(), people.refetch()])}
            >
              {commonWords.tryAgain}
            </Button>
          }
        >
          {sharingWords.notLoaded}. {describeError(failed)}
        </Notice>
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}

function Section({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <section aria-label={label} className="-mx-5 mt-4 border-t border-line px-5 pt-3.5">
      <h3 className="mb-1 text-[12.5px] text-muted">{label}</h3>
      {children}
    </section>
  );
}

/** The room of the real rows, so that nothing jumps. */
function Waiting() {
  return (
    <div role="status" aria-label={commonWords.loading} className="flex flex-col gap-4 pt-1">
      <Skeleton className="h-10 rounded-control" />
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-9 rounded-control" />
      ))}
      <Skeleton className="h-10 rounded-control" />
    </div>
  );
}
