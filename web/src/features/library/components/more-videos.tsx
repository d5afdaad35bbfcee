/** Fetches the next page when the end of the list comes near; a button for when that failed. */
import { useEffect, useEffectEvent, useRef } from "react";

import { Button } from "@/components/button";
import { libraryWords } from "@/words/library";

interface MoreVideosProps {
  loading: boolean;
  failed: boolean;
  onMore: () => void;
}

export function MoreVideos({ loading, failed, onMore }: MoreVideosProps) {
  const end = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(() => {
    if (!loading && !failed) onMore();
  });

  useEffect(() => {
    if (!end.current || loading) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) more();
      },
      { rootMargin: "600px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [loading]);

  return (
    <div ref={end} className="flex justify-center py-8">
      <Button busy={loading} icon={failed ? "retry" : undefined} onClick={onMore}>
        {loading ? libraryWords.loadingMore : failed ? libraryWords.moreFailed : libraryWords.showMore}
      </Button>
    </div>
  );
}
