/** One entry of the audit log. What it tells of is text, whatever it was called. */
import type { AuditEntry } from "@/lib/api-types";
import { formatMoment } from "@/lib/format";
import { adminWords } from "@/words/admin";

interface LogEntryProps {
  entry: AuditEntry;
  onPerson: (email: string) => void;
}

export function LogEntry({ entry, onPerson }: LogEntryProps) {
  const { person } = entry;
  return (
    <li className="px-3.5 py-2.5 wrap-anywhere">
      <p>
        {person === null ? (
          <span className="font-[550]">{adminWords.server}</span>
        ) : (
          <button type="button" onClick={() => onPerson(person)} className="rounded text-left font-[550] text-accent hover:underline">
            {person}
          </button>
        )}{" "}
        {adminWords.kinds[entry.kind]}
        {entry.about !== null && <span className="text-muted">: {entry.about}</span>}
      </p>
      <p className="num text-[12.5px] text-muted">
        <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
        {told(entry.details).map(([name, value]) => (
          <span key={name}>
            {" · "}
            <code>{name}</code> {value}
          </span>
        ))}
      </p>
    </li>
  );
}

/** What is said of it beside, without what is not. */
function told(details: AuditEntry["details"]): [string, string][] {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== false && value !== "")
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]);
}
