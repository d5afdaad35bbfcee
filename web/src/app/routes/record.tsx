/** /record: the recorder, full screen and without the shell. */
import { RecorderPage } from "@/features/recorder/recorder-page";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";

import { useSignIn } from "../sign-in-context";

export function RecordRoute() {
  useDocumentTitle(commonWords.record);
  const { user } = useSignIn();
  return <RecorderPage userId={user.id} />;
}
