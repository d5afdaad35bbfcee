/** How long a recording has been running, by this device's clock. */
import { formatClock } from "@/lib/format";
import { useNow } from "@/lib/use-now";

export function RecordingClock({ since }: { since: string }) {
  const now = useNow(1000);
  return <>{formatClock((now - Date.parse(since)) / 1000)}</>;
}
