/** A page that broke: says so and offers the two ways out. A stale page after an update is one cause. */
import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { EmptyState } from "@/components/empty-state";
import { commonWords } from "@/words/common";
import { shellWords } from "@/words/shell";

export function PageCrash({ error }: { error: unknown }) {
  const stale = error instanceof TypeError && /module/i.test(error.message);
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        heading="h1"
        icon="alert"
        tone="trouble"
        title={stale ? shellWords.notLoaded : shellWords.stoppedWorking}
        action={
          <>
            <Button kind="primary" icon="retry" onClick={() => window.location.reload()}>
              {shellWords.reload}
            </Button>
            <a href="/" className={buttonStyle("plain")}>
              {commonWords.library}
            </a>
          </>
        }
      >
        {stale ? shellWords.staleReasons : shellWords.notAffected}
      </EmptyState>
    </main>
  );
}
