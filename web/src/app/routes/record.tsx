/** /record: the recorder, full screen and without the shell. */
import { RecorderPage } from "@/features/recorder/recorder-page";
import { useDocumentTitle } from "@/lib/use-document-title";

import { useSession } from "../sign-in-context";

export function RecordRoute() {
  useDocumentTitle("Record");
  const { user } = useSession();
  return <RecorderPage userId={user.id} />;
}
