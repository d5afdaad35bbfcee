/** Offered when the server takes its time: every byte is there, so nobody has to wait here. */
import { useEffect, useState } from "react";

import { buttonStyle } from "@/components/button-style";
import { Link } from "@/lib/router/link";
import { recorderWords } from "@/words/recorder";

/** Longer than the server usually takes to put a recording together. */
const PATIENCE_MS = 4_000;

export function OpenNow({ videoId }: { videoId: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <Link to={`/watch/${videoId}`} className={buttonStyle()}>
      {recorderWords.openNow}
    </Link>
  );
}
