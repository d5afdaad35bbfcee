/** Has a video do what it did while somebody spoke, as their voice goes on. */
import { expectedAt, type Entry } from "./voice-data";

/** A player that is a little off catches up by itself, or stays so: a seek would be seen. */
const OFF_PLAYING = 0.3;
const OFF_STILL = 0.02;
/** While somebody speaks over it, the video's own sound is so loud, of 1. */
const DUCKED = 0.25;

/** As much of a player as is led. */
export interface Led {
  film: HTMLVideoElement;
  play: () => void;
  pause: () => void;
  seek: (seconds: number) => void;
}

/** Once a frame. `heard`: whether the voice goes on. */
export function lead({ film, play, pause, seek }: Led, log: readonly Entry[], at: number, heard: boolean): void {
  const expected = expectedAt(log, at);
  if (!expected) return;
  const last = Number.isFinite(film.duration) ? film.duration : Infinity;
  const video = Math.min(expected.video, last);
  const playing = heard && expected.playing && video < last;
  if (film.playbackRate !== expected.rate) film.playbackRate = expected.rate;
  if (!film.seeking && Math.abs(film.currentTime - video) > (playing ? OFF_PLAYING : OFF_STILL)) seek(video);
  if (playing && film.paused) play();
  if (!playing && !film.paused) pause();
}

/** Makes the video quieter, and gives back how to make it as it was. */
export function duck(film: HTMLVideoElement): () => void {
  const { volume, playbackRate } = film;
  film.volume = volume * DUCKED;
  return () => {
    film.volume = volume;
    film.playbackRate = playbackRate;
  };
}
