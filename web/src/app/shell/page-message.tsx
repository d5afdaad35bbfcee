/** A page that is one message: gone, not found, not reachable. */
import type { ComponentProps } from "react";

import { EmptyState } from "@/components/empty-state";

export function PageMessage(props: ComponentProps<typeof EmptyState>) {
  return (
    <main id="main" tabIndex={-1}>
      <EmptyState {...props} heading="h1" />
    </main>
  );
}
