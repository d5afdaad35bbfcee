/** Runs the watch page's keys while it is open. */
import { useEffect, useEffectEvent } from "react";

import { FRAME_SECONDS } from "./frames";
import { commandFor, leadsToMoment, type PlayerCommand } from "./keyboard-map";
import { usePlayerActions, usePlayerDuration, type PlayerActions } from "./use-player";

interface PageCommands {
  onComment: () => void;
  onDraw: () => void;
  onShowKeys: () => void;
}

export function useKeyboard(page: PageCommands): void {
  const actions = usePlayerActions();
  const duration = usePlayerDuration();

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const command = commandFor(event);
    if (!command) return;
    event.preventDefault();
    run(command, actions, duration, page);
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listen);
    window.addEventListener("keyup", keepFromPressing);
    return () => {
      window.removeEventListener("keydown", listen);
      window.removeEventListener("keyup", keepFromPressing);
    };
  }, []);
}

/** Some browsers press a button when Space is let go, whatever its going down has done. */
function keepFromPressing(event: KeyboardEvent): void {
  if (event.key === " " && leadsToMoment(event.target)) event.preventDefault();
}

function run(command: PlayerCommand, actions: PlayerActions, duration: number, page: PageCommands): void {
  const seekTo = (seconds: number): void => actions.seek(Math.min(Math.max(0, seconds), duration || seconds));
  switch (command.do) {
    case "toggle-play":
      return actions.togglePlay();
    case "seek-by":
      return seekTo(actions.position() + command.seconds);
    case "seek-to":
      return seekTo(duration * command.share);
    case "step-frame":
      actions.pause();
      return seekTo(actions.position() + command.frames * FRAME_SECONDS);
    case "toggle-mute":
      return actions.toggleMute();
    case "toggle-pip":
      return actions.togglePip();
    case "toggle-fullscreen":
      return actions.toggleFullscreen();
    case "comment":
      return page.onComment();
    case "draw":
      return page.onDraw();
    case "show-keys":
      return page.onShowKeys();
  }
}
