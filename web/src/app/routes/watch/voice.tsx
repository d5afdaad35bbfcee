/** Voices over the picture: the video follows the one that is heard; somebody speaks; what they left is found again. */
import { Suspense, useEffect, useEffectEvent, useState, type RefObject } from "react";

import { lazily } from "@/components/lazily";
import { useVoices, voices } from "@/features/voice/lib/voices";
import type { Video } from "@/lib/api-types";
import { may } from "@/lib/rights";

import { userIdOf, type Viewer } from "../../viewer";

const VoiceHeard = lazily(async () => (await import("./voice-heard")).VoiceHeard);
const VoiceBoard = lazily(async () => (await import("./voice-board")).VoiceBoard);

interface VoiceProps {
  video: Video;
  viewer: Viewer;
  film: RefObject<HTMLVideoElement | null>;
  onSaved: (id: number) => void;
}

export function Voice({ video, viewer, film, onSaved }: VoiceProps) {
  const { speaking, playing } = useVoices();
  const who = userIdOf(viewer);
  const left = useLeft(may(video, "comment") ? who : null, video.id);
  return (
    <Suspense>
      {playing && !speaking && <VoiceHeard playing={playing} video={video} film={film} />}
      {(speaking || left) && who !== null && (
        <VoiceBoard key={String(speaking)} video={video} who={who} film={film} resume={left && !speaking} onSaved={onSaved} />
      )}
    </Suspense>
  );
}

/** Whether somebody spoke here and it was not sent: looked for once, and only where something may have been kept. */
function useLeft(who: string | null, videoId: string): boolean {
  const [left, setLeft] = useState(false);
  const found = useEffectEvent(() => setLeft(true));

  useEffect(() => {
    if (who === null || localStorage.getItem("videoflow.spoke") === null) return undefined;
    let wanted = true;
    void import("@/features/voice/lib/kept-voices")
      .then(async ({ KeptVoices }) => {
        const keeper = await KeptVoices.open();
        const there = await keeper.find(who, videoId);
        keeper.close();
        if (wanted && there) found();
      })
      // A browser that keeps nothing has kept nothing.
      .catch(() => undefined);
    return () => {
      wanted = false;
      voices.silent();
    };
  }, [who, videoId]);
  return left;
}
