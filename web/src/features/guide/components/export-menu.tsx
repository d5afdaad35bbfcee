/** Takes the guide along: as a file of a format, or on paper. While a file is made, the button says so. */
import { buttonStyle } from "@/components/button-style";
import { Icon, type IconName } from "@/components/icon";
import type { MenuItem } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { GuideFormat } from "@/lib/api-types";
import { guideWords } from "@/words/guide";

import { useExportGuide } from "../api/export-guide";

const FORMATS: readonly [GuideFormat, IconName][] = [
  ["pdf", "steps"],
  ["docx", "text"],
  ["html", "screen"],
  ["markdown", "pencil"],
  ["vtt", "film"],
  ["json", "pipeline"],
];

export function ExportMenu({ videoId }: { videoId: string }) {
  const exporting = useExportGuide(videoId);
  const busy = exporting.isPending;

  function start(format: GuideFormat): void {
    if (busy) return;
    exporting.mutate(format, {
      onError: (error) => showToast(guideWords.notExported(describeError(error)), "trouble"),
    });
  }

  const items: MenuItem[] = [
    ...FORMATS.map(([format, icon]) => ({ label: guideWords.formats[format], icon, onSelect: () => start(format) })),
    { label: guideWords.print, icon: "library", onSelect: () => window.print() },
  ];
  return (
    <>
      <Menu
        label={guideWords.export}
        items={items}
        buttonClassName={`${buttonStyle("plain")} ${busy ? "animate-pulse-soft" : ""}`}
      >
        <Icon name="download" />
        {busy ? guideWords.exporting : guideWords.export}
        <Icon name="chevron" size={14} />
      </Menu>
      <span role="status" className="sr-only">
        {busy ? guideWords.exporting : ""}
      </span>
    </>
  );
}
