/**
 * One build a language: a page loads the words that its reader reads, and no others.
 *
 * 1. The build of the pages is the English one. As it ends it starts that of each other language, with `--mode` as the
 *    language, into the same folder: file names tell their content, so that what is alike is there once.
 * 2. There a module of words, src/words/watch.ts, is its namesake in the language's folder, src/words/de/watch.ts.
 * 3. Its documents lie beside the English ones as index.de.html: the server sends each reader theirs.
 */
import { basename, dirname, resolve } from "node:path";

import type { Plugin } from "vite";

/** What stands in the documents themselves, by language. English is what they say. */
const DOCUMENTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  de: [
    ['lang="en"', 'lang="de"'],
    ["Record your screen, share the link, read the guide it writes.", "Nimm deinen Bildschirm auf, teile den Link, lies die Anleitung, die daraus entsteht."],
    ["VideoFlow needs JavaScript to record and play video.", "VideoFlow braucht JavaScript, um Videos aufzunehmen und abzuspielen."],
    ["VideoFlow needs JavaScript to play video.", "VideoFlow braucht JavaScript, um Videos abzuspielen."],
  ],
};

export const LANGUAGES = Object.keys(DOCUMENTS);

export function isLanguage(mode: string): boolean {
  return LANGUAGES.includes(mode);
}

/** What an area's module is in another language: `export { watch as watchWords } from "./de/watch"`. */
export function wordsIn(language: string, path: string, english: string): string | null {
  const name = /^export const (\w+Words) = /m.exec(english)?.[1];
  if (!dirname(path).endsWith("/src/words") || name === undefined) return null;
  const area = basename(path, ".ts");
  return `export { ${area} as ${name} } from "./${language}/${area}";\n`;
}

export function documentIn(language: string, html: string): string {
  return (DOCUMENTS[language] ?? []).reduce((said, [english, other]) => said.replace(english, other), html);
}

/** For the build of a language other than English. */
export function inLanguage(language: string): Plugin {
  return {
    name: "in-language",
    enforce: "pre",
    apply: "build",
    transform: (code, id) => wordsIn(language, id, code),
    transformIndexHtml: (html) => documentIn(language, html),
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const [name, file] of Object.entries(bundle)) {
          if (!name.endsWith(".html") || file.type !== "asset") continue;
          Reflect.deleteProperty(bundle, name);
          this.emitFile({ type: "asset", fileName: name.replace(/html$/, `${language}.html`), source: file.source });
        }
      },
    },
  };
}

/** For the English build: the others follow it. */
export function thenOtherLanguages(): Plugin {
  let again = () => Promise.resolve();
  return {
    name: "then-other-languages",
    apply: "build",
    configResolved({ configFile, root, logLevel, build: { outDir } }) {
      again = async () => {
        const { build } = await import("vite");
        for (const mode of LANGUAGES) {
          await build({ ...(configFile ? { configFile } : {}), mode, logLevel: logLevel ?? "info", build: { outDir: resolve(root, outDir) } });
        }
      };
    },
    closeBundle: { order: "pre", sequential: true, handler: () => again() },
  };
}
