/** Uploads files somebody already has; the icon alone where the header is narrow. */
import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";

import { useMaybeUploads } from "../uploads-context";
import { FileChooser } from "./file-chooser";

export function UploadButton() {
  const manager = useMaybeUploads();
  return (
    <FileChooser
      multiple
      label="Upload videos"
      className={`${buttonStyle()} max-md:w-[38px] max-md:px-0`}
      onFiles={(files) => manager?.add(files)}
    >
      <Icon name="upload" />
      <span className="max-md:hidden">Upload</span>
    </FileChooser>
  );
}
