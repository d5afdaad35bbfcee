/** The audit log, the newest first. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { AuditKind } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export interface LogFilter {
  kind: AuditKind | null;
  /** A part of a name or an email. */
  person: string;
}

export function logQuery({ kind, person }: LogFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.log(kind ?? "", person),
    queryFn: ({ pageParam, signal }) =>
      call(
        api.GET("/admin/audit", {
          params: { query: { ...filterOf({ kind, person }), ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** Where the browser saves it from. */
export function exportPath(format: "csv" | "jsonl", filter: LogFilter): string {
  return `/admin/audit/export?${new URLSearchParams({ format, ...filterOf(filter) })}`;
}

function filterOf({ kind, person }: LogFilter): { kind?: AuditKind; person?: string } {
  return { ...(kind === null ? {} : { kind }), ...(person === "" ? {} : { person }) };
}
