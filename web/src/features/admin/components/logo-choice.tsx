/** The workspace's logo: shown, replaced, removed. */
import { useRef } from "react";

import { Button } from "@/components/button";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import { adminWords } from "@/words/admin";

import { usePutLogo, useRemoveLogo } from "../api/workspace";

export function LogoChoice({ url }: { url: string | null }) {
  const file = useRef<HTMLInputElement>(null);
  const putting = usePutLogo();
  const removing = useRemoveLogo();
  const refused = (error: unknown) => showToast(adminWords.notChanged(describeError(error)), "trouble");

  function take(chosen: File | undefined): void {
    if (chosen === undefined) return;
    putting.mutate(chosen, { onSuccess: () => showToast(adminWords.logoTaken), onError: refused });
  }

  return (
    <div className="mt-5">
      <h3 className="text-[13px] font-[550]">{adminWords.logo}</h3>
      <p className="mt-0.5 text-[12.5px] text-muted">{adminWords.logoHint}</p>
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        {url !== null && <img src={url} alt={adminWords.logo} className="mr-2 h-10 max-w-[180px] object-contain" />}
        <input
          ref={file}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-label={adminWords.chooseLogo}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button icon="upload" busy={putting.isPending} onClick={() => file.current?.click()}>
          {adminWords.chooseLogo}
        </Button>
        {url !== null && (
          <Button
            busy={removing.isPending}
            onClick={() => removing.mutate(undefined, { onSuccess: () => showToast(adminWords.logoGone), onError: refused })}
          >
            {adminWords.removeLogo}
          </Button>
        )}
      </div>
    </div>
  );
}
