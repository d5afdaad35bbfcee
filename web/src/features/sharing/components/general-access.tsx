/** For whom the video is, beside the people who are named: one choice, and what it means. */
import { QuietSelect } from "@/components/quiet-select";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Visibility } from "@/lib/api-types";
import { sharingWords } from "@/words/sharing";

import { useOpenFor } from "../api/change-sharing";
import { visibilityOptions } from "../rights";
import { SharingIcon, type SharingIconName } from "./sharing-icon";

const ICONS: Record<Visibility, SharingIconName> = { private: "lock", people: "people", workspace: "people", link: "link", public: "globe" };

export function GeneralAccess({ videoId, visibility }: { videoId: string; visibility: Visibility }) {
  const opening = useOpenFor(videoId);
  const shown = opening.isPending ? opening.variables : visibility;
  return (
    <div className="mt-1 flex min-h-12 flex-wrap items-center justify-end gap-x-2.5">
      <span className="grid size-7 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
        <SharingIcon name={ICONS[shown]} size={16} />
      </span>
      <span className="min-w-0 flex-1 basis-52">
        <span className="block font-[550]">{sharingWords.whoCanOpen}</span>
        <span className="block text-[12.5px] text-muted">{sharingWords.visibilityWhy[shown]}</span>
      </span>
      <QuietSelect
        label={sharingWords.whoCanOpen}
        value={shown}
        options={visibilityOptions()}
        busy={opening.isPending}
        onChange={(next) =>
          opening.mutate(next, { onError: (error) => showToast(sharingWords.notChanged(describeError(error)), "trouble") })
        }
      />
    </div>
  );
}
