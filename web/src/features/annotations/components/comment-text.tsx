/** What somebody wrote: text, never markup; web addresses are links that tell the other site nothing. */
import { splitLinks } from "../split-links";

export function CommentText({ text }: { text: string }) {
  return splitLinks(text).map((part, index) =>
    part.kind === "text" ? (
      part.text
    ) : (
      <a
        // Two parts may be the same; their order never changes.
        key={index}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="break-all text-accent underline underline-offset-2"
      >
        {part.text}
      </a>
    ),
  );
}
