/** Uploads files somebody already has; the icon alone where the header is narrow. */
import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";
import { shellWords } from "@/words/shell";

import { useUploadsEntry } from "../uploads-context";
import { FileChooser } from "./file-chooser";

export function UploadButton() {
  const { add } = useUploadsEntry();
  return (
    <FileChooser
      multiple
      label={shellWords.uploadVideos}
      className={`${buttonStyle()} max-md:w-[38px] max-md:px-0`}
      onFiles={add}
    >
      <Icon name="upload" />
      <span className="max-md:hidden">{shellWords.upload}</span>
    </FileChooser>
  );
}
