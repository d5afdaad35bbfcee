/** A link lasts through its last day, by the clock of whoever sets it. */

/** "2026-12-04" is over when the fifth begins here. Never NaN for what a date field gives. */
export function endOfDay(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, 23, 59, 59);
}

/** The day of a moment here, as a date field writes it. */
export function localDay(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
