/** A labelled input with its hint or, once refused, the reason. */
import { useId, type ComponentProps } from "react";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
}

export function Field({ label, hint, problem, ...input }: FieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-[13px] font-[550]">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="h-10 rounded-control border border-line-strong bg-panel px-3 text-ink placeholder:text-faint hover:border-faint focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-rec"
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={`text-[12.5px] ${problem === undefined ? "text-faint" : "text-rec-text"}`}>
          {note}
        </p>
      )}
    </div>
  );
}
