/** What every page shows of uploads: the tray, and the place to drop files, which is all of it. */
import { lazy, Suspense } from "react";

import { loadModule } from "@/lib/load-module";

import { useUploadsEntry } from "../uploads-context";

const Parts = lazy(async () => {
  const [{ UploadTray }, { DropZone }] = await loadModule(() => Promise.all([import("./upload-tray"), import("./drop-zone")]));
  return {
    default: () => (
      <>
        <UploadTray />
        <DropZone />
      </>
    ),
  };
});

export function UploadsEverywhere() {
  if (useUploadsEntry().manager === null) return null;
  return (
    <Suspense>
      <Parts />
    </Suspense>
  );
}
