/** /record: the recorder, full screen and without the shell. */
import { RecorderPage } from "@/features/recorder/recorder-page";
import { useDocumentTitle } from "@/lib/use-document-title";

import { useSignIn } from "../sign-in-context";

export function RecordRoute() {
  useDocumentTitle("Record");
  const { user } = useSignIn();
  return <RecorderPage userId={user.id} />;
}
