/** The video did not load, and fresh links did not help. */
import { Button } from "@/components/button";
import { useOnline } from "@/lib/use-online";
import { commonWords } from "@/words/common";
import { playerWords } from "@/words/player";

interface PlaybackFailureProps {
  mimeType: string;
  onRetry: () => void;
}

export function PlaybackFailure({ mimeType, onRetry }: PlaybackFailureProps) {
  const online = useOnline();
  return (
    <div role="alert" className="absolute inset-0 grid place-items-center bg-black/85 p-6 text-center">
      <div>
        <h2 className="text-[17px] font-[620]">{playerWords.didNotLoad}</h2>
        <p className="mx-auto mt-1 mb-5 max-w-[380px] text-white/75">
          {online ? playerWords.storageOrBrowser(mimeType) : playerWords.offline}
        </p>
        <Button icon="retry" onClick={onRetry}>
          {commonWords.tryAgain}
        </Button>
      </div>
    </div>
  );
}
