/** A button; while `busy` it keeps its width, says so, and cannot be pressed twice. */
import type { ComponentProps } from "react";

import { buttonStyle, type ButtonKind, type ButtonSize } from "./button-style";
import { Icon, type IconName } from "./icon";

interface ButtonProps extends ComponentProps<"button"> {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: IconName | undefined;
  busy?: boolean;
}

export function Button({
  kind = "plain",
  size = "medium",
  icon,
  busy = false,
  className = "",
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={`${buttonStyle(kind, size)} ${busy ? "animate-pulse-soft" : ""} ${className}`}
    >
      {icon && <Icon name={icon} size={size === "small" ? 15 : 18} />}
      {children}
    </button>
  );
}
