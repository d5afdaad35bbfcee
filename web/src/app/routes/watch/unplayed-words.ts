/** What is said of tracks that a video goes without. */
import type { Video } from "@/lib/api-types";

type Media = NonNullable<Video["media"]>;
type Unplayed = Media["unplayed"][number];

/** null where there is nothing to say. */
export function unplayedWords(media: Media | null): string | null {
  if (media === null || media.unplayed.length === 0) return null;
  const picture = media.unplayed.find(({ kind }) => kind === "picture");
  const sounds = media.unplayed.filter(({ kind }) => kind === "sound");
  const said = [
    picture && `The picture of this file ${reason(picture)}, so there is its sound alone.`,
    media.has_audio
      ? sounds.length > 0 && `Further sound of this file cannot be played (${sounds.map(({ codec }) => codec).join(", ")}).`
      : sounds[0] && `The sound of this file ${reason(sounds[0])}, so the video plays without sound.`,
  ];
  return said.filter(Boolean).join(" ");
}

function reason({ codec, damaged }: Unplayed): string {
  return damaged ? "is damaged" : `is in a format that cannot be played (${codec})`;
}
