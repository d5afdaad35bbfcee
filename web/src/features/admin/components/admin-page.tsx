/** The administration: one part at a time, chosen by the address. */
import { Link } from "@/lib/router/link";
import { useSearchParams } from "@/lib/router/use-router";
import { adminWords } from "@/words/admin";

import { PARTS, partOf, pathOf } from "../parts";
import { LogPart } from "./log-part";
import { PeoplePart } from "./people-part";
import { StoragePart } from "./storage-part";
import { WorkspacePart } from "./workspace-part";

export function AdminPage({ userId }: { userId: string }) {
  const [search] = useSearchParams();
  const shown = partOf(search);
  return (
    <>
      <nav aria-label={adminWords.partsLabel} className="mb-6 flex gap-1 overflow-x-auto border-b border-line">
        {PARTS.map((part) => (
          <Link
            key={part}
            to={pathOf(part)}
            aria-current={part === shown ? "page" : undefined}
            className={`-mb-px flex h-10 shrink-0 items-center border-b-2 px-3 font-[550] ${
              part === shown ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink"
            }`}
          >
            {adminWords.parts[part]}
          </Link>
        ))}
      </nav>
      {shown === "people" && <PeoplePart userId={userId} />}
      {shown === "workspace" && <WorkspacePart />}
      {shown === "storage" && <StoragePart />}
      {shown === "log" && <LogPart />}
    </>
  );
}
