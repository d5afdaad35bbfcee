/** A thin bar of how far something is, 0..1, with a name for those who hear it. */
import { formatPercent } from "@/lib/format";

interface ProgressBarProps {
  value: number;
  label: string;
  className?: string;
}

export function ProgressBar({ value, label, className = "" }: ProgressBarProps) {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
      aria-valuetext={formatPercent(value)}
      className={`block h-[3px] overflow-hidden ${className}`}
    >
      <span
        className="block h-full origin-left bg-accent transition-transform duration-500 ease-out"
        style={{ transform: `scaleX(${Math.max(0.02, value)})` }}
      />
    </span>
  );
}
