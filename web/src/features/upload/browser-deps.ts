/** The uploads' real parts: the API, Uppy, this browser's database, locks and timers. */
import { loadModule } from "@/lib/load-module";
import { holdLock } from "@/lib/tab-lock";

import { abortUpload } from "./api/abort-upload";
import { beginUpload } from "./api/begin-upload";
import { getOutcome } from "./api/get-outcome";
import { listUploads } from "./api/list-uploads";
import type { Sender } from "./engine/sender";
import { DeviceMemory } from "./remember/memory";
import { UploadManager, type ManagerDeps } from "./upload-manager";

const LOCK_PREFIX = "videoflow.upload.";

let sender: Promise<Sender> | null = null;

/** Uppy comes with the first file that needs it. */
function loadSender(): Promise<Sender> {
  sender ??= loadModule(() => import("./engine/uppy-sender"))
    .then(({ uppySender }) => uppySender)
    .catch((error: unknown) => {
      sender = null;
      throw error;
    });
  return sender;
}

export function browserManager(userId: string, arrived: (videoId: string) => void): UploadManager {
  return new UploadManager(browserDeps(userId, arrived));
}

function browserDeps(userId: string, arrived: (videoId: string) => void): ManagerDeps {
  return {
    userId,
    begin: beginUpload,
    abort: abortUpload,
    list: listUploads,
    loadSender,
    memory: new DeviceMemory(),
    hold: (videoId) => holdLock(LOCK_PREFIX + videoId),
    now: () => performance.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    arrived,
    outcome: getOutcome,
  };
}
