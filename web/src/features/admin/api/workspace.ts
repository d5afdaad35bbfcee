/** What is chosen for everybody. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { WorkspaceChange } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { signInFetch } from "@/lib/sign-in-fetch";

export const workspaceQuery = queryOptions({
  queryKey: queryKeys.workspace,
  queryFn: ({ signal }) => call(api.GET("/admin/workspace", { signal })),
});

export function useChangeWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<WorkspaceChange>) => call(api.PATCH("/admin/workspace", { body })),
    onSuccess: (workspace) => client.setQueryData(queryKeys.workspace, workspace),
  });
}

export function usePutLogo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => call(put(file)),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.workspace }),
  });
}

export function useRemoveLogo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.DELETE("/admin/workspace/logo")),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.workspace }),
  });
}

/** The file as it is: the server looks at what it is, not at what it is called. */
async function put(file: File): Promise<{ error?: unknown; response: Response }> {
  const url = new URL("/admin/workspace/logo", window.location.origin);
  const response = await signInFetch(new Request(url, { method: "PUT", body: file, headers: { "Content-Type": "application/octet-stream" } }));
  return response.ok ? { response } : { response, error: await response.json().catch((): unknown => null) };
}
