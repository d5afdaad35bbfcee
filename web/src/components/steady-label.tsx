/** Words that change in place: the room is that of the longest, so nothing beside them moves. */
interface SteadyLabelProps {
  /** All that may stand here. */
  all: readonly string[];
  now: string;
  className?: string;
}

export function SteadyLabel({ all, now, className = "" }: SteadyLabelProps) {
  return (
    <span className={`inline-grid text-center *:col-start-1 *:row-start-1 ${className}`}>
      {all.map((words) => (
        <span key={words} aria-hidden={words === now ? undefined : true} className={words === now ? undefined : "invisible"}>
          {words}
        </span>
      ))}
    </span>
  );
}
