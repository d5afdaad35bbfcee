/** What a query brought, or that it is coming, or why it did not come. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { describeError } from "@/lib/api-error";
import { accountWords } from "@/words/account";
import { commonWords } from "@/words/common";

import { Button } from "./button";
import { Notice } from "./notice";
import { Skeleton } from "./skeleton";

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) {
    return (
      <div role="status" aria-label={commonWords.loading} className="flex flex-col gap-3">
        <Skeleton className="h-10 rounded-control" />
        <Skeleton className="h-10 rounded-control" />
      </div>
    );
  }
  return (
    <Notice
      action={
        <Button size="small" icon="retry" busy={query.isFetching} onClick={() => void query.refetch()}>
          {commonWords.tryAgain}
        </Button>
      }
    >
      {accountWords.notLoaded(describeError(query.error))}
    </Notice>
  );
}
