/** The owner and the people a video was opened for, each with what they may do. */
import { Avatar } from "@/components/avatar";
import { IconButton } from "@/components/icon-button";
import { QuietSelect } from "@/components/quiet-select";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { NamedPeople, NamedPerson } from "@/lib/api-types";
import { copyText } from "@/lib/copy-text";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { useName, useUnname } from "../api/change-sharing";
import { personRights } from "../rights";

interface PeopleListProps {
  videoId: string;
  ownerId: string;
  people: NamedPeople;
}

export function PeopleList({ videoId, ownerId, people }: PeopleListProps) {
  const { owner, items } = people;
  return (
    <ul>
      <li className="flex min-h-11 items-center gap-2.5">
        <Avatar person={owner} />
        <span className="min-w-0 flex-1 truncate">{owner.id === ownerId ? commonWords.you : owner.name}</span>
        <span className="pr-2.5 text-[13px] text-muted">{sharingWords.owner}</span>
      </li>
      {items.map((person) => (
        <PersonRow key={person.id} videoId={videoId} person={person} />
      ))}
    </ul>
  );
}

function PersonRow({ videoId, person }: { videoId: string; person: NamedPerson }) {
  const naming = useName(videoId);
  const unnaming = useUnname(videoId);
  const name = person.name ?? person.email;
  const invitation = person.invitation_url;
  const refused = (error: unknown) => showToast(sharingWords.notChanged(describeError(error)), "trouble");

  async function copyInvitation(url: string): Promise<void> {
    if (await copyText(url)) showToast(sharingWords.invitationCopied);
    else showToast(commonWords.copyBlocked(url), "trouble");
  }

  return (
    <li className="flex min-h-11 items-center gap-x-2.5">
      <Avatar person={{ ...person, name }} />
      <span className="min-w-0 flex-1 py-1">
        <span className="block truncate" title={person.email}>
          {name}
        </span>
        {person.pending && (
          <span className="block text-[12.5px] text-muted">
            {sharingWords.notJoined}
            {invitation !== null && (
              <>
                {" · "}
                <button
                  type="button"
                  onClick={() => void copyInvitation(invitation)}
                  className="rounded font-[550] text-accent hover:underline"
                >
                  {sharingWords.copyInvitation}
                </button>
              </>
            )}
          </span>
        )}
      </span>
      <QuietSelect
        label={sharingWords.rightOf(name)}
        value={person.right}
        options={personRights()}
        busy={naming.isPending}
        onChange={(right) => naming.mutate({ email: person.email, right }, { onError: refused })}
      />
      <IconButton
        icon="close"
        iconSize={15}
        label={sharingWords.removePerson(name)}
        onClick={() => unnaming.mutate(person.id, { onError: refused })}
      />
    </li>
  );
}
