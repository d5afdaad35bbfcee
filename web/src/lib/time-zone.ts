/** The time zone of whoever sits here, for titles that tell the time. */
import { hasCode } from "./api-error";

/** How the server refuses a zone that it does not know: names come, and browsers may know one before it does. */
export const UNKNOWN_ZONE = "invalid_time_zone";
/** An IANA name; browsers that cannot tell say "Etc/Unknown", or give an offset. */
const NAME = /^(?!Etc\/Unknown$)[A-Za-z][\w+-]*(\/[\w+-]+)*$/;

let isTold = true;

/** Its IANA name; null where the browser cannot tell, or the server knows no such zone. */
export function timeZone(): string | null {
  const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isTold && NAME.test(name) ? name : null;
}

/** From here on, the server is told none: a title in another zone's time is better than no recording. */
export function tellNoTimeZone(): void {
  isTold = false;
}

/** Sends a request with the time zone in it, and once more without it to a server that does not know it. */
export async function withTimeZone<T>(send: (fields: { time_zone: string | null }) => Promise<T>): Promise<T> {
  try {
    return await send({ time_zone: timeZone() });
  } catch (error) {
    if (!hasCode(error, UNKNOWN_ZONE)) throw error;
    tellNoTimeZone();
    return send({ time_zone: null });
  }
}
