/** Everybody with an account, and those who were invited: what administrators see and change. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Invite, PersonChange } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

const PAGE_SIZE = 50;

/** By their email, page by page. */
export function everybodyQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: queryKeys.everybodyNamed(q),
    queryFn: ({ pageParam, signal }) =>
      call(
        api.GET("/admin/people", {
          params: {
            query: { limit: PAGE_SIZE, ...(q === "" ? {} : { q }), ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export const invitationsQuery = queryOptions({
  queryKey: queryKeys.invitations,
  queryFn: async ({ signal }) => (await call(api.GET("/admin/invitations", { signal }))).items,
});

export const storageQuery = queryOptions({
  queryKey: queryKeys.storage,
  queryFn: ({ signal }) => call(api.GET("/admin/storage", { signal })),
});

export function useChangePerson(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PersonChange) => call(api.PATCH("/admin/people/{user_id}", { params: { path: { user_id: id } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.everybody }),
  });
}

export interface Transferred {
  moved: number;
  unfinished: number;
}

/** The server moves some hundred at once: asks again while some are left. `onProgress` hears how many went so far. */
export function useTransfer(id: string, onProgress: (moved: number) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (to: string): Promise<Transferred> => {
      let moved = 0;
      for (;;) {
        const done = await call(api.POST("/admin/people/{user_id}/transfer", { params: { path: { user_id: id } }, body: { to } }));
        moved += done.moved;
        onProgress(moved);
        if (done.left === 0 || done.moved === 0) return { moved, unfinished: done.unfinished };
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.everybody }),
  });
}

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Invite) => call(api.POST("/admin/invitations", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.invitations }),
  });
}

export function useWithdraw() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call(api.DELETE("/admin/invitations/{invitation_id}", { params: { path: { invitation_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.invitations }),
  });
}
