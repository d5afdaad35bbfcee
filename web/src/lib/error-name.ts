/** What kind of error a browser threw. */

/**
 * By its name, not its class: an OverconstrainedError is a DOMException in one browser and none in the next.
 * Empty where it has no name.
 */
export function errorName(error: unknown): string {
  return typeof error === "object" && error !== null && "name" in error && typeof error.name === "string" ? error.name : "";
}
