/** The poster, faded in when it has loaded; before that (or without one) a drawn screen. */
import { useState } from "react";

import { hashOf } from "@/components/person-colour";
import { stableUrl } from "@/lib/signed-url";

const HUES = [248, 152, 8, 38, 205, 300];

export function CardPoster({ id, url }: { id: string; url: string | null }) {
  const [loaded, setLoaded] = useState(false);
  const hue = HUES[hashOf(id) % HUES.length] ?? 248;
  return (
    <>
      <div
        aria-hidden="true"
        className="absolute inset-0 px-[11%] pt-[8%]"
        style={{
          backgroundImage: `linear-gradient(135deg, light-dark(hsl(${hue} 80% 92%), hsl(${hue} 30% 17%)), light-dark(hsl(${hue + 45} 75% 90%), hsl(${hue + 45} 28% 22%)))`,
        }}
      >
        <div className="flex h-full flex-col gap-[8%] rounded-t-lg bg-panel/80 p-[6%]">
          <span className="h-2 w-2/5 rounded bg-ink/25" />
          <span className="h-1.5 w-11/12 rounded bg-ink/10" />
          <span className="h-1.5 w-2/3 rounded bg-ink/10" />
          <span className="h-1.5 w-4/5 rounded bg-ink/10" />
        </div>
      </div>
      {url !== null && (
        <img
          src={stableUrl(url)}
          alt=""
          loading="lazy"
          decoding="async"
          onLoad={() => setLoaded(true)}
          onError={() => setLoaded(false)}
          className={`absolute inset-0 size-full object-cover transition-opacity duration-200 ${loaded ? "" : "opacity-0"}`}
        />
      )}
    </>
  );
}
