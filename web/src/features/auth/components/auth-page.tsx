/** The page around a form: brand and form on one side, what VideoFlow does on the other. */
import type { ReactNode } from "react";

import { Brand } from "@/components/brand";

import { ProductPicture } from "./product-picture";

interface AuthPageProps {
  title: string;
  subtitle: string;
  children: ReactNode;
  footer: ReactNode;
}

export function AuthPage({ title, subtitle, children, footer }: AuthPageProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(440px,5fr)_7fr]">
      <main className="flex flex-col bg-panel px-6 py-6 sm:px-10">
        <Brand />
        <div className="mx-auto my-auto w-full max-w-[360px] py-10">
          <h1 className="text-[26px] leading-tight font-[650] tracking-[-0.02em]">{title}</h1>
          <p className="mt-1.5 mb-7 text-muted">{subtitle}</p>
          {children}
          <p className="mt-6 min-h-[21px] text-center text-muted">{footer}</p>
        </div>
      </main>
      <ProductPicture />
    </div>
  );
}
