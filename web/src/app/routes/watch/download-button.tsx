/** Saves the video as MP4, once it is made. */
import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";

export function DownloadButton({ url }: { url: string | null }) {
  if (url === null) return null;
  return (
    <a href={url} download aria-label="Download as MP4" title="Download as MP4" className={buttonStyle("plain")}>
      <Icon name="download" />
      <span className="max-sm:hidden">Download</span>
    </a>
  );
}
