import { expect, test } from "vitest";

import { parseInline, parseMarkdown } from "./markdown";

const text = (words: string) => ({ kind: "text", text: words });

test("paragraphs, lines, lists and code", () => {
  expect(parseMarkdown("One\ntwo\n\n- a\n- b\n\n2. c\n\n```\nx < y\n```")).toEqual([
    { kind: "paragraph", lines: [[text("One")], [text("two")]] },
    { kind: "list", ordered: false, start: 1, items: [[text("a")], [text("b")]] },
    { kind: "list", ordered: true, start: 2, items: [[text("c")]] },
    { kind: "code", text: "x < y" },
  ]);
});

test("strong, emphasis, code and links, one inside of another", () => {
  expect(parseInline("Press **Save *now*** or `make run`")).toEqual([
    text("Press "),
    { kind: "strong", parts: [text("Save "), { kind: "emphasis", parts: [text("now")] }] },
    text(" or "),
    { kind: "code", text: "make run" },
  ]);
  expect(parseInline("[the manual](https://example.org/a)")).toEqual([
    { kind: "link", url: "https://example.org/a", parts: [text("the manual")] },
  ]);
});

test.each(["[x](javascript:alert(1))", "[x](data:text/html,hi)", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>"])(
  "%s is text",
  (markup) => {
    const shown = JSON.stringify(parseMarkdown(markup));
    expect(shown).not.toContain('"link"');
    expect(parseMarkdown(markup)).toHaveLength(1);
  },
);

test("what was escaped stands for itself", () => {
  expect(parseInline("2 \\* 3 \\<b\\> \\[x\\]")).toEqual(
    ["2 ", "*", " 3 ", "<", "b", ">", " ", "[", "x", "]"].map(text),
  );
  expect(parseMarkdown("\\- a\n1\\. b")).toEqual([
    { kind: "paragraph", lines: [[text("-"), text(" a")], [text("1"), text("."), text(" b")]] },
  ]);
});

test("signs that mark nothing are signs", () => {
  for (const words of ["2 * 3 * 4", "snake_case_name", "a ** b", "[x] (y)", "`"]) expect(parseInline(words).map((part) => ("text" in part ? part.text : "?")).join("")).toBe(words);
});
