/** /sessions: record picture and sound apart, and compile them. */
import { SessionsView } from "@/features/multitrack/components/multitrack-view";
import { useDocumentTitle } from "@/lib/use-document-title";

import { SideLayout } from "../shell/side-layout";

export function SessionsRoute() {
  useDocumentTitle("Sessions");
  return (
    <SideLayout>
      <h1 className="mb-[22px] text-[22px] font-[650] tracking-[-0.02em]">Sessions</h1>
      <SessionsView />
    </SideLayout>
  );
}
