/** Takes along what was said: as a table, for programs, or as markers for an editing suite. */
import { buttonStyle } from "@/components/button-style";
import { Icon, type IconName } from "@/components/icon";
import { Menu } from "@/components/menu/menu";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { AnnotationFormat } from "@/lib/api-types";
import { threadWords } from "@/words/threads";

import { useExportAnnotations } from "../api/export-annotations";

const FORMATS: readonly [AnnotationFormat | "pdf", IconName][] = [
  ["pdf", "steps"],
  ["csv", "text"],
  ["json", "pipeline"],
  ["edl", "film"],
  ["fcpxml", "film"],
];

interface ExportThreadsProps {
  videoId: string;
  /** What has frames of the video in it is for who may save that. */
  maySave: boolean;
}

export function ExportThreads({ videoId, maySave }: ExportThreadsProps) {
  const exporting = useExportAnnotations(videoId);
  const busy = exporting.isPending;

  function start(format: AnnotationFormat | "pdf"): void {
    if (busy) return;
    exporting.mutate(format, {
      onError: (error) => showToast(threadWords.notExported(describeError(error)), "trouble"),
    });
  }

  return (
    <>
      <Menu
        label={threadWords.exportAs}
        items={FORMATS.filter(([format]) => maySave || format !== "pdf").map(([format, icon]) => ({
          label: threadWords.formats[format],
          icon,
          onSelect: () => start(format),
        }))}
        buttonClassName={`${buttonStyle("ghost", "small")} ${busy ? "animate-pulse-soft" : ""}`}
      >
        <Icon name="download" size={15} />
        {threadWords.export}
        <Icon name="chevron" size={13} />
      </Menu>
      <span role="status" className="sr-only">
        {busy ? threadWords.exporting : ""}
      </span>
    </>
  );
}
