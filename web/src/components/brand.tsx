import { cx } from "@/lib/cx";

/** The mark and the name; `compact` leaves the mark alone where a header is narrow. */
export function Brand({ compact = false }: { compact?: boolean }) {
  return (
    <span className="flex items-center gap-[9px] text-base font-[650] tracking-[-0.02em] text-ink">
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" className="block">
        <rect width="26" height="26" rx="8" fill="var(--accent-fill)" />
        <path
          d="M4.5 13c2.2-6.6 5.2-6.6 8.5 0s6.3 6.6 8.5 0"
          fill="none"
          stroke="#fff"
          strokeWidth="2.4"
          strokeLinecap="round"
        />
      </svg>
      <span className={cx(compact && "max-[359px]:hidden")}>VideoFlow</span>
    </span>
  );
}
