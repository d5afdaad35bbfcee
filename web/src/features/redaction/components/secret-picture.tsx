/** The part of a picture on which a secret stands, masked until somebody looks. */
import type { FoundSecret } from "@/lib/api-types";
import { cx } from "@/lib/cx";

interface SecretPictureProps {
  secret: FoundSecret;
  isShown: boolean;
}

/** Shares of the frame around it: enough to see where one is. */
const BESIDE = 0.04;

export function SecretPicture({ secret, isShown }: SecretPictureProps) {
  const place = secret.spots[0]?.place;
  if (!place || secret.image_url === null) {
    return <span aria-hidden className="h-11 w-28 shrink-0 rounded-lg bg-sunk" />;
  }
  const left = Math.max(0, place.x - BESIDE);
  const width = Math.min(1 - left, place.width + 2 * BESIDE);
  return (
    <span className="relative block h-11 w-28 shrink-0 overflow-hidden rounded-lg border border-line bg-sunk">
      <img
        src={secret.image_url}
        alt=""
        loading="lazy"
        className={cx("absolute max-w-none", !isShown && "blur-[6px]")}
        style={{
          width: `${String(100 / width)}%`,
          left: `${String((-100 * left) / width)}%`,
          top: "50%",
          transform: `translateY(-${String(100 * (place.y + place.height / 2))}%)`,
        }}
      />
    </span>
  );
}
