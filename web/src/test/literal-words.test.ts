import { expect, test } from "vitest";

import { literalWords } from "./literal-words";

const SOURCES = import.meta.glob<string>(
  ["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!../**/testing/**", "!../test/**", "!../words/**", "!../lib/api-schema.d.ts"],
  { query: "?raw", import: "default", eager: true },
);

/** The product's name is the same in every language, as are the languages' own names. */
const NAMES = ["VideoFlow", "English", "Deutsch"];
/** The engine's reasons for a fault, in the server's language, as the server's are: the catalogue knows them by their code. */
const WITH_CODE = /code: "|ofServer|UploadError\(|#end\(/;

test("words for people stand in the catalogue alone", () => {
  const found = Object.entries(SOURCES).flatMap(([file, source]) =>
    literalWords(file, source)
      .filter(({ text }) => !NAMES.includes(text.replaceAll(/["`]/g, "")))
      .filter(({ line }) => !WITH_CODE.test(source.split("\n")[line - 1] ?? ""))
      .map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(Object.keys(SOURCES).length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});

test.each([
  ["<p>Nothing here</p>", "Nothing here"],
  ['<Icon label="Close" />', '"Close"'],
  ["<Icon label={open ? `Close` : close} />", "`Close`"],
  ['showToast("It is gone.")', '"It is gone."'],
  ["const text = `Sent ${bytes} of it`", "`Sent ${bytes} of it`"],
  ['const choice = { label: "All" }', '"All"'],
])("%s is found", (source, text) => {
  expect(literalWords("a.tsx", source)).toEqual([{ line: 1, text }]);
});

test.each([
  "const Page = () => <p>{commonWords.record}</p>",
  '<p className="Flex items">{" · "}</p>',
  'throw new TypeError("The server cannot tell.")',
  'if (key === "Enter") go()',
  'import { x } from "A b"',
  "const keys = [commonWords.record]",
])("%s is none", (source) => {
  expect(literalWords("a.tsx", source)).toEqual([]);
});
