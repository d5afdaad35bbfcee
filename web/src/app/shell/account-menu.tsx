/** The person's disc and what is behind it: who they are, the theme, the way out. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { Avatar } from "@/components/avatar";
import type { MenuItem } from "@/components/menu/entries";
import { Menu } from "@/components/menu/menu";
import { showToast } from "@/components/toast-store";
import { logout } from "@/features/auth/api/logout";
import { describeError } from "@/lib/api-error";
import { useNavigate } from "@/lib/router/use-router";
import { shellWords } from "@/words/shell";

import { useSignIn } from "../sign-in-context";
import { useLanguageChoice } from "./language-choice";
import { useThemeChoice } from "./theme-choice";

export function AccountMenu() {
  const { user, flowerUrl } = useSignIn();
  const theme = useThemeChoice();
  const language = useLanguageChoice();
  const navigate = useNavigate();
  const client = useQueryClient();
  const leaving = useMutation({
    mutationFn: logout,
    onSuccess: async () => {
      await navigate("/login", { replace: true });
      client.clear();
    },
    onError: (error) => showToast(shellWords.stillLoggedIn(describeError(error)), "trouble"),
  });

  const pipeline: MenuItem[] = flowerUrl === null ? [] : [{ label: shellWords.pipeline, icon: "pipeline", href: flowerUrl }];
  const items: MenuItem[] = [
    { label: shellWords.settings, icon: "settings", onSelect: () => void navigate("/settings") },
    ...pipeline,
    { label: shellWords.logOut, icon: "logout", onSelect: () => leaving.mutate() },
  ];
  return (
    <Menu
      label={shellWords.accountOf(user.name)}
      choices={[theme, language]}
      items={items}
      buttonClassName="block rounded-full"
      header={
        <div className="mb-1.5 border-b border-line px-2.5 pt-1.5 pb-3 wrap-anywhere">
          <div className="font-[570]">{user.name}</div>
          <div className="text-[12.5px] text-muted">{user.email}</div>
        </div>
      }
    >
      <Avatar person={user} />
    </Menu>
  );
}
