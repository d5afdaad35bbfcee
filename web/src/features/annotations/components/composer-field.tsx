/** The field a comment is typed into, and the moment it is pinned to. */
import type { RefObject } from "react";

import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { partWords } from "@/words/parts";

import { MAX_COMMENT_LENGTH } from "../api/say";
import type { Composer } from "../use-composer";

interface ComposerFieldProps {
  composer: Composer;
  /** What is typed while it is sent would be neither sent nor kept. */
  sending: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onDraw: () => void;
  /** Missing for who cannot speak here. */
  onSpeak?: () => void;
}

export function ComposerField({ composer, sending, field, onDraw, onSpeak }: ComposerFieldProps) {
  const { text, at, pinned, onType, onKeyDown, pinHere } = composer;
  return (
    <>
      <div className="relative min-w-0 flex-1 max-sm:basis-[calc(100%-44px)]">
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={MAX_COMMENT_LENGTH}
          readOnly={sending}
          aria-label={partWords.commentAt(at)}
          placeholder={partWords.commentAt(at)}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKeyDown}
          className="num field-sizing-content max-h-40 min-h-8 w-full resize-none bg-transparent py-[5px] leading-[22px] placeholder:text-faint focus:outline-none"
        />
      </div>
      {pinned && (
        <button
          type="button"
          onClick={pinHere}
          title={partWords.moveToMoment}
          className="num mt-[3px] flex h-[26px] items-center gap-1 rounded-lg bg-accent-soft px-2 text-[12.5px] font-[550] text-accent hover:bg-sunk"
        >
          <Icon name="comment" size={14} />
          {at}
        </button>
      )}
      <IconButton icon="pencil" label={partWords.drawHere} title={`${partWords.drawHere} (D)`} onClick={onDraw} />
      {onSpeak && <IconButton icon="microphone" label={partWords.speakHere} onClick={onSpeak} />}
    </>
  );
}
