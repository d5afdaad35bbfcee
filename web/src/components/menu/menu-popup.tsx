/** What pops up: Radix's menu at a button that was there before it. Loaded by load-popup. */
import { Content, Label, Portal, Root, Separator, Trigger } from "@radix-ui/react-dropdown-menu";
import { Fragment, useEffect, useRef, type ReactNode, type RefObject } from "react";

import { ChoiceRows } from "./choice-rows";
import type { MenuChoice, MenuItem } from "./entries";
import { ItemRows } from "./item-rows";
import type { MenuLook } from "./menu-look";

export interface MenuPopupProps {
  label: string;
  header: ReactNode;
  choices: readonly MenuChoice[];
  items: readonly MenuItem[];
  look: MenuLook;
  button: RefObject<HTMLButtonElement | null>;
  open: boolean;
  byKeyboard: boolean;
  onClose: () => void;
}

export function MenuPopup(props: MenuPopupProps) {
  const { label, header, choices, items, look, button, open, byKeyboard, onClose } = props;

  function isOnButton(target: EventTarget | null): boolean {
    return target instanceof Node && button.current?.contains(target) === true;
  }

  // Not modal: a modal one would lock the page by a style element, which the content security policy refuses.
  return (
    <Root open={open} onOpenChange={(next) => !next && onClose()} modal={false}>
      <Trigger asChild>
        <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
      </Trigger>
      {/* In full screen, nothing outside of that element is seen. */}
      <Portal container={document.fullscreenElement}>
        <Content
          aria-label={label}
          aria-labelledby={undefined}
          side={look.side}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          loop
          onInteractOutside={(event) => {
            // Pressing the button closes it by itself.
            if (isOnButton(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) button.current?.focus();
          }}
          onKeyDown={(event) => {
            if (event.key === "Tab") onClose();
          }}
          className={`z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(340px,var(--radix-dropdown-menu-content-available-width))] animate-rise overflow-y-auto rounded-card border shadow-float outline-none ${look.box}`}
        >
          <Entry byKeyboard={byKeyboard}>
            {header !== undefined && <Label>{header}</Label>}
            {choices.map((choice, index) => (
              <Fragment key={choice.name}>
                {index > 0 && <Separator className="my-1.5 border-t border-line" />}
                <ChoiceRows choice={choice} look={look} titled={items.length > 0} />
              </Fragment>
            ))}
            {choices.length > 0 && items.length > 0 && <Separator className="my-1.5 border-t border-line" />}
            <ItemRows items={items} look={look} button={button} />
          </Entry>
        </Content>
      </Portal>
    </Root>
  );
}

/** Puts the focus on what is chosen, or on the first row, for whoever has no pointer. */
function Entry({ byKeyboard, children }: { byKeyboard: boolean; children: ReactNode }) {
  const rows = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!byKeyboard) return;
    const all = [...(rows.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const chosen = all.find((row) => row.ariaChecked === "true") ?? all[0];
    chosen?.focus({ preventScroll: true });
  }, [byKeyboard]);
  return <div ref={rows}>{children}</div>;
}
