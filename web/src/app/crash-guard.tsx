/** Catches what a page throws while it is drawn. React knows no other way for this than a class. */
import { Component, type ReactNode } from "react";

interface CrashGuardProps {
  /** Give it a key as well: another page gets another try. */
  fallback: (error: unknown) => ReactNode;
  children: ReactNode;
}

export class CrashGuard extends Component<CrashGuardProps, { crash: { error: unknown } | null }> {
  override state: { crash: { error: unknown } | null } = { crash: null };

  static getDerivedStateFromError(error: unknown): { crash: { error: unknown } } {
    return { crash: { error } };
  }

  override render(): ReactNode {
    const { crash } = this.state;
    return crash === null ? this.props.children : this.props.fallback(crash.error);
  }
}
