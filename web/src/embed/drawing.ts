/** What stands in the frame in place of the video, made of elements: nothing of a link is ever read as markup. */
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import type { Needs } from "./link";

type Message = "gone" | "not-yet" | "unreachable";

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  wish: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), wish);
  made.append(...children);
  return made;
}

/** `onRetry` is offered where it can help. */
export function drawMessage(root: HTMLElement, message: Message, onRetry?: () => void): void {
  const [title, why] = {
    gone: [sharingWords.ended, sharingWords.endedWhy],
    "not-yet": [sharingWords.notYet, sharingWords.notYetWhy],
    unreachable: [sharingWords.linkNotLoaded, ""],
  }[message] as [string, string];
  const box = element("div", { className: "message" }, element("h1", {}, title), element("p", {}, why));
  box.role = "status";
  if (message === "unreachable" && onRetry) {
    box.append(element("button", { type: "button", onclick: onRetry }, commonWords.tryAgain));
  }
  root.replaceChildren(box);
}

/** `onKey` says why it did not fit, or null. */
export function drawUnlock(
  root: HTMLElement,
  needs: Needs,
  onKey: (key: { password?: string; email?: string }) => Promise<"wrong" | "unreachable" | null>,
): void {
  const problem = element("p", { className: "problem" });
  problem.role = "alert";
  const fields = [
    ...(needs.email ? [field("email", "email", sharingWords.email)] : []),
    ...(needs.password ? [field("password", "password", sharingWords.password)] : []),
  ];
  const button = element("button", { type: "submit" }, sharingWords.watch);
  const form = element(
    "form",
    { className: "message" },
    element("h1", {}, needs.password ? sharingWords.hasPassword : sharingWords.asksEmail),
    element("p", {}, needs.password ? sharingWords.hasPasswordWhy : sharingWords.asksEmailWhy),
    ...fields,
    button,
    problem,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    void onKey(keyIn(form)).then((refusal) => {
      button.disabled = false;
      problem.textContent = refusal === null ? "" : refusal === "wrong" ? sharingWords.wrongPassword : sharingWords.linkNotLoaded;
    });
  });
  root.replaceChildren(form);
}

function field(name: string, type: string, label: string): HTMLLabelElement {
  return element("label", {}, label, element("input", { name, type, required: true, autocomplete: name === "email" ? "email" : "off" }));
}

function keyIn(form: HTMLFormElement): { password?: string; email?: string } {
  const typed = new FormData(form);
  const text = (name: string): Record<string, string> => {
    const value = typed.get(name);
    return typeof value === "string" ? { [name]: value } : {};
  };
  return { ...text("password"), ...text("email") };
}
