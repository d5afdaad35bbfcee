/** The keys of the watch page. */
import { Dialog } from "@/components/dialog";
import { ShortcutKey } from "@/components/shortcut-key";
import { keysWords } from "@/words/keys";

import { keyHelp } from "../lib/key-help";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={keysWords.keyboard} onClose={onClose}>
      <dl className="mt-3 flex flex-col">
        {keyHelp().map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4 border-t border-line py-2">
            <dt className="order-2 flex gap-1.5">
              {keys.map((key) => (
                <ShortcutKey key={key}>{key}</ShortcutKey>
              ))}
            </dt>
            <dd className="text-ink">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
