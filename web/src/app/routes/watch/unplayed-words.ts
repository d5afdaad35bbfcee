/** What is said of tracks that a video goes without. */
import type { Video } from "@/lib/api-types";
import { partWords } from "@/words/parts";

type Media = NonNullable<Video["media"]>;
type Unplayed = Media["unplayed"][number];

/** null where there is nothing to say. */
export function unplayedWords(media: Media | null): string | null {
  if (media === null || media.unplayed.length === 0) return null;
  const picture = media.unplayed.find(({ kind }) => kind === "picture");
  const sounds = media.unplayed.filter(({ kind }) => kind === "sound");
  const said = [
    picture && partWords.withoutPicture(reason(picture)),
    media.has_audio
      ? sounds.length > 0 && partWords.furtherSound(sounds.map(({ codec }) => codec).join(", "))
      : sounds[0] && partWords.withoutSound(reason(sounds[0])),
  ];
  return said.filter(Boolean).join(" ");
}

function reason({ codec, damaged }: Unplayed): string {
  return damaged ? partWords.isDamaged : partWords.cannotBePlayed(codec);
}
