/** /admin : what administrators look after. For everybody else there is no such page. */
import { AdminPage } from "@/features/admin/components/admin-page";
import { useDocumentTitle } from "@/lib/use-document-title";
import { placeWords } from "@/words/places";

import { SideLayout } from "../shell/side-layout";
import { useSignIn } from "../sign-in-context";
import { NotFoundRoute } from "./not-found";

export function AdminRoute() {
  const { user } = useSignIn();
  return user.role === "admin" ? <ForAdmins userId={user.id} /> : <NotFoundRoute />;
}

function ForAdmins({ userId }: { userId: string }) {
  useDocumentTitle(placeWords.administration);
  return (
    <SideLayout>
      <div className="mx-auto max-w-[860px]">
        <h1 className="mb-4 text-[22px] font-[650] tracking-[-0.02em]">{placeWords.administration}</h1>
        <AdminPage userId={userId} />
      </div>
    </SideLayout>
  );
}
