/** The workspace's mark and name; a new server has the product's. */

import { cx } from "@/lib/cx";
import { workspace } from "@/lib/workspace";

/** `compact` leaves the mark alone where a header is narrow. */
export function Brand({ compact = false }: { compact?: boolean }) {
  const { name, colour, logo } = workspace;
  return (
    <span className="flex min-w-0 items-center gap-[9px] text-base font-[650] tracking-[-0.02em] text-ink">
      {logo === undefined ? (
        <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" className="block shrink-0">
          <rect width="26" height="26" rx="8" fill={colour ?? "var(--accent-fill)"} />
          <path
            d="M4.5 13c2.2-6.6 5.2-6.6 8.5 0s6.3 6.6 8.5 0"
            fill="none"
            stroke="#fff"
            strokeWidth="2.4"
            strokeLinecap="round"
          />
        </svg>
      ) : (
        <img src={logo} alt="" height="26" className="block h-[26px] max-w-[110px] object-contain" />
      )}
      <span className={cx("truncate", compact && "max-[419px]:hidden")}>{name}</span>
    </span>
  );
}
