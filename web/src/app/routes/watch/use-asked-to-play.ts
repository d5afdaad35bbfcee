/** Whether the page was opened to play. Asked once: going back or loading the page anew finds it at rest. */
import { useEffect, useState } from "react";

import { asksToPlay } from "@/lib/play-at-once";
import { useLocation, useNavigate } from "@/lib/router/use-router";

export function useAskedToPlay(): boolean {
  const { state, pathname, search, hash } = useLocation() as { state: unknown; pathname: string; search: string; hash: string };
  const navigate = useNavigate();
  const [asked] = useState(() => asksToPlay(state));
  useEffect(() => {
    if (asksToPlay(state)) void navigate({ pathname, search, hash }, { replace: true, state: null });
  }, [state, pathname, search, hash, navigate]);
  return asked;
}
