/** Above what a link shows: whose server it is, and a way in for those who have an account. */
import { Brand } from "@/components/brand";
import { buttonStyle } from "@/components/button-style";
import { Link } from "@/lib/router/link";
import { sharingWords } from "@/words/sharing";

export function GuestHeader() {
  return (
    <header className="print:hidden z-30 flex h-[60px] items-center justify-between gap-4 border-b border-line bg-panel px-3.5 md:tall:sticky md:top-0 md:px-5">
      <Brand />
      <Link to="/login" className={buttonStyle("plain")}>
        {sharingWords.logIn}
      </Link>
    </header>
  );
}
