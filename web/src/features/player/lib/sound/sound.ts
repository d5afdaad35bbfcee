/** The sounds of a video that one may choose from, and what they are called. */
import type { MenuOption } from "@/components/menu/entries";
import { languageName } from "@/lib/format";
import { playerWords } from "@/words/player";

export interface Sound {
  /** As the playlist has it: the file's title, or its language, or a number. No two are alike. */
  name: string;
  language: string | null;
}

export interface SoundFacts {
  sounds: readonly Sound[];
  /** The name of the one that is heard. */
  current: string | null;
}

export function soundOptions({ sounds, current }: SoundFacts): MenuOption[] {
  return sounds.map((sound) => ({
    value: sound.name,
    label: soundLabel(sound),
    note: sound.language !== null && !isNamedByLanguage(sound) ? languageName(sound.language) : null,
    checked: sound.name === current,
  }));
}

/** What the small button shows: titles are too long for it. */
export function soundMark({ sounds, current }: SoundFacts): string {
  const at = Math.max(0, sounds.findIndex(({ name }) => name === current));
  return sounds[at]?.language?.split("-")[0]?.toUpperCase() ?? playerWords.soundNumber(at + 1);
}

function soundLabel(sound: Sound): string {
  if (sound.language === null || !isNamedByLanguage(sound)) return sound.name;
  return languageName(sound.language) + sound.name.slice(sound.language.length);
}

/** A second one of the same language has a number behind it. */
function isNamedByLanguage({ name, language }: Sound): boolean {
  return language !== null && (name === language || name.startsWith(`${language} (`));
}
