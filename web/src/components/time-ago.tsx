/** How long ago, kept up to date; the full moment on hover. */
import { formatAgo, formatMoment } from "@/lib/format";
import { useNow } from "@/lib/use-now";

export function TimeAgo({ iso, style = "short" }: { iso: string; style?: "short" | "long" }) {
  const now = useNow(30_000);
  return (
    <time dateTime={iso} title={formatMoment(iso)} className="whitespace-nowrap">
      {formatAgo(iso, style, now)}
    </time>
  );
}
