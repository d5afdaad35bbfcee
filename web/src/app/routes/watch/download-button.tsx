/** Saves the video as MP4, once it is made. */
import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";
import { watchWords } from "@/words/watch";

export function DownloadButton({ url }: { url: string | null }) {
  if (url === null) return null;
  return (
    <a
      href={url}
      download
      aria-label={watchWords.downloadMp4}
      title={watchWords.downloadMp4}
      className={`${buttonStyle("plain")} max-sm:w-[38px] max-sm:px-0`}
    >
      <Icon name="download" />
      <span className="max-sm:hidden">{watchWords.download}</span>
    </a>
  );
}
