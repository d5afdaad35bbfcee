/** A grey stand-in with the size of what will come, so that nothing moves when it does. */
export function Skeleton({ className = "" }: { className?: string }) {
  return <span aria-hidden="true" className={`block animate-pulse-soft rounded-md bg-sunk ${className}`} />;
}
