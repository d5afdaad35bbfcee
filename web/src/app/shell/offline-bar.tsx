/** Says that the network is gone and what that means here. */
import { Icon } from "@/components/icon";
import { useOnline } from "@/lib/use-online";
import { shellWords } from "@/words/shell";

export function OfflineBar() {
  const online = useOnline();
  return (
    <div role="status" className="sticky top-(--header-stays) z-20">
      {!online && (
        <div className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-2 text-[13px] text-warn">
          <Icon name="offline" size={16} />
          {shellWords.offline}
        </div>
      )}
    </div>
  );
}
