/** The field that looks for words in a video; Enter goes to the next place, Shift and Enter to the one before. */
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { searchWords } from "@/words/search";

import { LONGEST } from "../api/get-search";

interface FindFieldProps {
  words: string;
  onWords: (words: string) => void;
  /** How many places there are, and which of them is on screen; -1 for none. */
  count: number;
  current: number;
  onNext: () => void;
  onPrevious: () => void;
}

export function FindField({ words, onWords, count, current, onNext, onPrevious }: FindFieldProps) {
  return (
    <div className="sticky top-0 z-10 flex items-center gap-1 bg-panel p-3">
      <div className="relative flex min-w-0 flex-1 items-center">
        <Icon name="search" size={16} className="pointer-events-none absolute left-2.5 text-faint" />
        <input
          type="search"
          value={words}
          maxLength={LONGEST}
          onChange={(event) => onWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            if (event.shiftKey) onPrevious();
            else onNext();
          }}
          placeholder={searchWords.inVideo}
          aria-label={searchWords.inVideo}
          className="h-9 w-full rounded-control bg-sunk pr-3 pl-8 placeholder:text-faint"
        />
      </div>
      {count > 0 && (
        <>
          <span role="status" className="num px-1 text-[12.5px] whitespace-nowrap text-muted">
            {current < 0 ? searchWords.places(count) : searchWords.place(current + 1, count)}
          </span>
          <IconButton icon="chevron" label={searchWords.previous} onClick={onPrevious} className="[&>svg]:rotate-180" />
          <IconButton icon="chevron" label={searchWords.next} onClick={onNext} />
        </>
      )}
    </div>
  );
}
