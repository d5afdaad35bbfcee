/** Where somebody goes from the end of their recording: to a video that plays already. Travels with the address, once. */

export const PLAY_AT_ONCE = { playAtOnce: true } as const;

/** `state` is that of the router's location. */
export function asksToPlay(state: unknown): boolean {
  return typeof state === "object" && state !== null && "playAtOnce" in state && state.playAtOnce === true;
}
