/** The one round button: starts and stops. */
import { recorderWords } from "@/words/recorder";

interface RecordButtonProps {
  recording: boolean;
  disabled: boolean;
  onPress: () => void;
}

export function RecordButton({ recording, disabled, onPress }: RecordButtonProps) {
  const label = recording ? recorderWords.stop : recorderWords.start;
  return (
    <button
      type="button"
      aria-label={label}
      title={`${label} (R)`}
      disabled={disabled}
      onClick={onPress}
      className="group mx-2 grid size-14 shrink-0 place-items-center rounded-full border-4 border-ink transition-opacity disabled:opacity-40"
    >
      <span
        className={
          recording
            ? "size-[22px] rounded-md bg-rec transition-all duration-150 group-hover:scale-110"
            : "size-[40px] rounded-full bg-rec transition-all duration-150 group-hover:scale-95 group-disabled:scale-100"
        }
      />
    </button>
  );
}
