/** /sessions: record picture and sound apart, and compile them. */
import { MultitrackPage } from "@/features/multitrack/multitrack-page";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";

import { SideLayout } from "../shell/side-layout";
import { useSignIn } from "../sign-in-context";

export function MultitrackRoute() {
  useDocumentTitle(commonWords.multitrack);
  const { user } = useSignIn();
  return (
    <SideLayout>
      <h1 className="mb-[22px] text-[22px] font-[650] tracking-[-0.02em]">{commonWords.multitrack}</h1>
      <MultitrackPage userId={user.id} />
    </SideLayout>
  );
}
