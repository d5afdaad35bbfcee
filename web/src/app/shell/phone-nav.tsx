/** The places of the app where there is no room beside the page. */

import { Icon } from "@/components/icon";
import { NavLink } from "@/lib/router/link";
import { shellWords } from "@/words/shell";

import { useSignIn } from "../sign-in-context";
import { places } from "./places";

export function PhoneNav() {
  const { user } = useSignIn();
  const shown = places(user.role);
  return (
    <nav aria-label={shellWords.places} className="flex gap-1 border-b border-line bg-panel px-3 md:hidden">
      {shown.map(({ to, label, icon }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) =>
            `flex h-11 flex-1 items-center justify-center gap-2 border-b-2 font-[550] ${
              isActive ? "border-accent text-ink" : "border-transparent text-muted"
            }`
          }
        >
          {/* Three names leave no room for pictures. */}
          {shown.length < 3 && <Icon name={icon} size={16} />}
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
