/** Short messages that confirm or explain, and go by themselves. One list for the whole page. */
import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  text: string;
  tone: "done" | "trouble";
}

const LIFE_MS = { done: 3500, trouble: 8000 };

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** Shows `text`; trouble stays longer than good news. */
export function showToast(text: string, tone: Toast["tone"] = "done"): void {
  const id = nextId++;
  publish([...toasts.slice(-2), { id, text, tone }]);
  setTimeout(() => dismissToast(id), LIFE_MS[tone]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}
