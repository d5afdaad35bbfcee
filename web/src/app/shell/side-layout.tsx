/** A page with the places of the app beside it, or above it on a phone. */
import type { ReactNode } from "react";

import { PhoneNav } from "./phone-nav";
import { SideNav } from "./side-nav";

interface SideLayoutProps {
  id?: string;
  children: ReactNode;
}

export function SideLayout({ id, children }: SideLayoutProps) {
  return (
    <div id={id} className="md:grid md:grid-cols-[232px_minmax(0,1fr)]">
      <SideNav />
      <PhoneNav />
      <main id="main" tabIndex={-1} className="px-4 py-[18px] md:px-8 md:py-7">
        {children}
      </main>
    </div>
  );
}
