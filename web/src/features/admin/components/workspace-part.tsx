/** What is chosen for everybody: name and look, the door, recordings, embedded players. */
import { useQuery } from "@tanstack/react-query";

import { Loaded } from "@/components/loaded";
import { adminWords } from "@/words/admin";

import { workspaceQuery } from "../api/workspace";
import { DoorForm } from "./door-form";
import { EmbedsForm } from "./embeds-form";
import { LogoChoice } from "./logo-choice";
import { LookForm } from "./look-form";
import { PartHeading } from "./part-heading";
import { VideosForm } from "./videos-form";

export function WorkspacePart() {
  const workspace = useQuery(workspaceQuery);
  return (
    <Loaded query={workspace}>
      {(chosen) => (
        <div className="flex max-w-[560px] flex-col gap-7">
          <section>
            <PartHeading title={adminWords.look} about={adminWords.lookWhy} />
            <LookForm chosen={chosen} />
            <LogoChoice url={chosen.logo_url} />
          </section>
          <section className="border-t border-line pt-7">
            <PartHeading title={adminWords.door} about={adminWords.doorWhy} />
            <DoorForm chosen={chosen} />
          </section>
          <section className="border-t border-line pt-7">
            <PartHeading title={adminWords.videos} about={adminWords.videosWhy} />
            <VideosForm chosen={chosen} />
          </section>
          <section className="border-t border-line pt-7">
            <PartHeading title={adminWords.embeds} about={adminWords.embedsWhy} />
            <EmbedsForm chosen={chosen} />
          </section>
        </div>
      )}
    </Loaded>
  );
}
