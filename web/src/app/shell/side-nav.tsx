/** The places of the app, beside the library on wide screens. */

import { Glyph, Icon } from "@/components/icon";
import { NavLink } from "@/lib/router/link";
import { shellWords } from "@/words/shell";

import { useSignIn } from "../sign-in-context";
import { places } from "./places";

const ENTRY = "flex h-9 items-center gap-2.5 rounded-lg px-2.5";
const ELSEWHERE = "text-muted hover:bg-sunk hover:text-ink";

export function SideNav() {
  const { user, flowerUrl } = useSignIn();
  return (
    <nav
      aria-label={shellWords.mainPlaces}
      className="sticky top-(--header-stays) flex h-[calc(100dvh-60px)] flex-col gap-0.5 border-r border-line px-3 py-4 max-md:hidden"
    >
      {places(user.role).map(({ to, label, icon }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) => `${ENTRY} ${isActive ? "bg-sunk font-[550]" : ELSEWHERE}`}
        >
          <Icon name={icon} />
          {label}
        </NavLink>
      ))}
      {flowerUrl !== null && (
        <>
          <h2 className="px-2.5 pt-[18px] pb-1.5 text-[11.5px] font-semibold text-faint">{shellWords.operate}</h2>
          <a href={flowerUrl} target="_blank" rel="noreferrer" className={`${ENTRY} ${ELSEWHERE}`}>
            <Icon name="pipeline" />
            <span className="flex-1">{shellWords.pipeline}</span>
            <Glyph size={14} className="text-faint">
              <path d="M9 5H5v14h14v-4M13 4h7v7M20 4l-9 9" />
            </Glyph>
          </a>
        </>
      )}
    </nav>
  );
}
