/** Finds modules that import each other in a circle. Imports of types count: such modules are one to whoever reads them. */
import { preProcessFile } from "typescript";

/** What a module's text imports of ours, as paths without their ending. */
export function importsOf(path: string, text: string): string[] {
  const names = preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
  return names.flatMap((name) => {
    if (name.startsWith("@/")) return [name.slice(2)];
    return name.startsWith(".") ? [new URL(name, `file:///${path}`).pathname.slice(1)] : [];
  });
}

/** Each circle once, as the modules on it in the order they import; the first one stands at the end again. */
export function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];

  function visit(module: string): void {
    const at = path.indexOf(module);
    if (at >= 0) circles.push([...path.slice(at), module]);
    if (at >= 0 || done.has(module)) return;
    path.push(module);
    for (const next of graph.get(module) ?? []) visit(next);
    path.pop();
    done.add(module);
  }

  for (const module of graph.keys()) visit(module);
  return circles;
}
