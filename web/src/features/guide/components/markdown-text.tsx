/** A text that somebody wrote in Markdown, as elements. */
import { Fragment, type ReactNode } from "react";

import { parseMarkdown, type Block, type Inline } from "../markdown";

export function MarkdownText({ text, className = "" }: { text: string; className?: string }) {
  return <div className={`flex flex-col gap-1.5 ${className}`}>{parseMarkdown(text).map(drawBlock)}</div>;
}

function drawBlock(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return (
        <p key={key}>
          {block.lines.map((line, number) => (
            <Fragment key={number}>
              {number > 0 && <br />}
              {line.map(drawInline)}
            </Fragment>
          ))}
        </p>
      );
    case "list": {
      const items = block.items.map((item, number) => <li key={number}>{item.map(drawInline)}</li>);
      return block.ordered ? (
        <ol key={key} start={block.start} className="list-decimal pl-5">
          {items}
        </ol>
      ) : (
        <ul key={key} className="list-disc pl-5">
          {items}
        </ul>
      );
    }
    case "code":
      return (
        <pre key={key} className="overflow-x-auto rounded-lg bg-sunk px-2.5 py-2 text-[12px]">
          <code>{block.text}</code>
        </pre>
      );
  }
}

function drawInline(part: Inline, key: number): ReactNode {
  switch (part.kind) {
    case "text":
      return <Fragment key={key}>{part.text}</Fragment>;
    case "code":
      return (
        <code key={key} className="rounded bg-sunk px-1">
          {part.text}
        </code>
      );
    case "strong":
      return <strong key={key}>{part.parts.map(drawInline)}</strong>;
    case "emphasis":
      return <em key={key}>{part.parts.map(drawInline)}</em>;
    case "link":
      return (
        <a key={key} href={part.url} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
          {part.parts.map(drawInline)}
        </a>
      );
  }
}
