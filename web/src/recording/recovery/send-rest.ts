/** Sends what an earlier visit left behind, and ends the recording there. */

import { saysKeyIsOver } from "../chunk-upload/protocol";
import { RestCalls } from "../chunk-upload/rest-calls";
import { UploadError, type UploadDeps, type UploadTarget } from "../chunk-upload/types";
import { UploadClient } from "../chunk-upload/upload-client";
import type { Keeping } from "../keeping/keeping";

/** The server has all that is here, and more: the browser died before it had written down what it had sent. */
const NOTHING_TO_ADD = "offset_ahead";

/** Somewhere to send to, and in whose name. */
export interface Way {
  target: UploadTarget;
  deps: UploadDeps;
}

/**
 * Tries each way in turn, the next where the one before is not let in any more. `watch` gets each client, which
 * tells how far it is. Throws UploadError where the server takes no more.
 */
export async function sendRest(keeping: Keeping, ways: readonly Way[], watch: (client: UploadClient) => void): Promise<void> {
  for (const [at, way] of ways.entries()) {
    try {
      await sendBy(way, keeping, watch);
      await keeping.drop();
      return;
    } catch (error) {
      const another = error instanceof UploadError && saysKeyIsOver(error) && at + 1 < ways.length;
      if (!another) throw error;
    }
  }
}

async function sendBy({ target, deps }: Way, { store }: Keeping, watch: (client: UploadClient) => void): Promise<void> {
  const client = new UploadClient(target, store, deps);
  watch(client);
  client.start();
  try {
    await client.finish();
  } catch (error) {
    if (!(error instanceof UploadError) || error.code !== NOTHING_TO_ADD) throw error;
    await new RestCalls(target, deps.fetch, deps.clock).complete();
  }
}
