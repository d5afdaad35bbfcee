/** The dot that means: happening now. */
export function PulseDot({ className = "" }: { className?: string }) {
  return <span aria-hidden="true" className={`size-[7px] shrink-0 animate-pulse-soft rounded-full bg-current ${className}`} />;
}
