/** Times, sizes and shares in the page's language. Inputs: seconds, bytes, 0..1, ISO 8601. */

/**
 * The page's language as the reader's region writes it: British people read an English page's dates their way, German
 * people get no German among English words.
 */
export function pageLocale(): string {
  const language = document.documentElement.lang || "en";
  return navigator.languages.find((wanted) => wanted.split("-")[0] === language.split("-")[0]) ?? language;
}

/** A position or length in seconds as a clock: 4:12, 1:03:09. Unknown lengths show a dash. */
export function formatClock(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return "–:––";
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const tail = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** The same for a screen reader: "1 minute 44 seconds". */
export function formatSpokenClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), "hour"],
    [Math.floor((whole % 3600) / 60), "minute"],
    [whole % 60, "second"],
  ];
  const spoken = parts
    .filter(([amount, unit]) => amount > 0 || (unit === "second" && whole < 60))
    .map(([amount, unit]) =>
      new Intl.NumberFormat(pageLocale(), { style: "unit", unit, unitDisplay: "long" }).format(amount),
    );
  return spoken.join(" ");
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/** Decimal units as storage bills them: 31.4 MB. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3);
  const index = Math.min(step, BYTE_UNITS.length - 1);
  return new Intl.NumberFormat(pageLocale(), {
    style: "unit",
    unit: BYTE_UNITS[index] ?? "byte",
    unitDisplay: index === 0 ? "long" : "short",
    maximumFractionDigits: index < 2 ? 0 : 1,
  }).format(bytes / 1000 ** index);
}

/** A share 0..1 as whole per cent; 100 % only when it is all done. */
export function formatPercent(share: number): string {
  const whole = Math.min(share < 1 ? 99 : 100, Math.max(0, Math.round(share * 100)));
  return new Intl.NumberFormat(pageLocale(), { style: "percent" }).format(whole / 100);
}

const AGES: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ["minute", 60, 3600],
  ["hour", 3600, 86_400],
  ["day", 86_400, 7 * 86_400],
];

/**
 * How long ago, "2 hr. ago" or "2 hours ago"; a date once it is a week old. There is a narrower form still, in which
 * minutes are metres to a reader of German.
 */
export function formatAgo(iso: string, style: "long" | "short" = "short", now = Date.now()): string {
  const age = Math.max(0, (now - Date.parse(iso)) / 1000);
  const relative = new Intl.RelativeTimeFormat(pageLocale(), { style, numeric: "auto" });
  if (age < 60) return relative.format(0, "second");
  for (const [unit, size, limit] of AGES) {
    if (age < limit) return relative.format(-Math.floor(age / size), unit);
  }
  const date = new Date(iso);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(pageLocale(), {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** The full moment, for tooltips and <time>. */
export function formatMoment(iso: string): string {
  return new Intl.DateTimeFormat(pageLocale(), { dateStyle: "full", timeStyle: "short" }).format(
    new Date(iso),
  );
}

/** A day of this year or another: "4 December", "4 December 2027". */
export function formatDay(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const sameYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(pageLocale(), {
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** 1.25, 1,200. */
export function formatNumber(amount: number): string {
  return new Intl.NumberFormat(pageLocale()).format(amount);
}

/** A language by its code (RFC 5646), in the page's own; a code that nobody knows stays as it is. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(pageLocale(), { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
