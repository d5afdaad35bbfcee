/** /record: the recorder, or why there is none in this browser. */
import { abilities } from "@/recording/capture/capture";

import { CannotRecord } from "./components/cannot-record";
import { Recorder } from "./components/recorder";

export function RecorderPage({ userId }: { userId: string }) {
  const { record, screen } = abilities();
  return record ? <Recorder userId={userId} screen={screen} /> : <CannotRecord />;
}
