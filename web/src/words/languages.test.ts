import { expect, test } from "vitest";

import { documentIn, wordsIn } from "../../languages";

const AREAS = import.meta.glob<string>(["./*.ts", "!./*.test.ts", "!./plural.ts"], { query: "?raw", import: "default", eager: true });
const PAGES = import.meta.glob<string>(["../../index.html", "../../embed.html"], { query: "?raw", import: "default", eager: true });
const HERE = "/somewhere/web/src/words/";

test("in a German build each area's words are the German ones, by the English name", () => {
  expect(Object.keys(AREAS).length).toBeGreaterThan(10);
  for (const [file, english] of Object.entries(AREAS)) {
    const area = file.slice("./".length, -".ts".length);
    const other = wordsIn("de", `${HERE}${area}.ts`, english);
    expect(other).toMatch(new RegExp(`^export { ${area} as \\w+Words } from "./de/${area}";\n$`));
    expect(wordsIn("de", `${HERE}de/${area}.ts`, english)).toBeNull();
  }
  expect(wordsIn("de", `${HERE}plural.ts`, "export function counted() {}")).toBeNull();
});

test("a German document has no English left", () => {
  expect(Object.keys(PAGES)).toHaveLength(2);
  for (const html of Object.values(PAGES)) {
    const german = documentIn("de", html).replaceAll(/<!--.*?-->/g, "");
    expect(german).toContain('<html lang="de">');
    expect(german).toMatch(/<noscript>VideoFlow braucht JavaScript/);
    expect(german).not.toMatch(/ (your|needs|the) [^<]*["<]/);
  }
});
