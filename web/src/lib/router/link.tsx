/** Links that stay inside the app, and a component that goes somewhere by itself. */
import { useEffect, type ComponentProps, type MouseEvent } from "react";

import { matchPath, pathOf } from "./location";
import { useLocation, useNavigate } from "./use-router";

interface LinkProps extends Omit<ComponentProps<"a">, "href"> {
  to: string;
  /** Travels with the address; not into another tab. */
  state?: unknown;
}

export function Link({ to, state, onClick, ...rest }: LinkProps) {
  const navigate = useNavigate();

  function go(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || isForAnotherTab(event)) return;
    event.preventDefault();
    void navigate(to, state === undefined ? {} : { state });
  }

  return <a {...rest} href={to} onClick={go} />;
}

interface NavLinkProps extends Omit<LinkProps, "className"> {
  className: (state: { isActive: boolean }) => string;
}

/** A link that knows whether it leads to where one is. */
export function NavLink({ className, ...rest }: NavLinkProps) {
  const { pathname } = useLocation();
  const isActive = matchPath(pathOf(rest.to).pathname, pathname) !== null;
  return <Link {...rest} aria-current={isActive ? "page" : undefined} className={className({ isActive })} />;
}

/** Leads elsewhere as soon as it is drawn; one does not come back here by Back. */
export function Redirect({ to }: { to: string }) {
  const navigate = useNavigate();
  useEffect(() => void navigate(to, { replace: true }), [navigate, to]);
  return null;
}

function isForAnotherTab({ metaKey, ctrlKey, shiftKey, altKey, currentTarget }: MouseEvent<HTMLAnchorElement>): boolean {
  return metaKey || ctrlKey || shiftKey || altKey || (currentTarget.target !== "" && currentTarget.target !== "_self");
}
