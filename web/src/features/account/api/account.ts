/** One's account: who one is here, the password, where one is signed in, and tokens for programs. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Account, AccountChange, NewToken } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export const accountQuery = queryOptions({
  queryKey: queryKeys.account,
  queryFn: ({ signal }) => call(api.GET("/account", { signal })),
});

export const signInsQuery = queryOptions({
  queryKey: queryKeys.signIns,
  queryFn: async ({ signal }) => (await call(api.GET("/account/sign-ins", { signal }))).items,
});

export const tokensQuery = queryOptions({
  queryKey: queryKeys.tokens,
  queryFn: async ({ signal }) => (await call(api.GET("/account/tokens", { signal }))).items,
});

export function useChangeAccount() {
  const keep = useKeptAccount();
  return useMutation({ mutationFn: (body: AccountChange) => call(api.PATCH("/account", { body })), onSuccess: keep });
}

export interface NewPassword {
  current: string;
  new: string;
}

/** Ends every other sign-in. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPassword) => call(api.POST("/account/password", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.signIns }),
  });
}

/** What stands in the header, and beside what one wrote, is read anew. */
function useKeptAccount() {
  const client = useQueryClient();
  return (account: Account) => {
    client.setQueryData(queryKeys.account, account);
    return client.invalidateQueries({ queryKey: queryKeys.me });
  };
}

export function useSetPicture() {
  const keep = useKeptAccount();
  return useMutation({
    mutationFn: (file: File) =>
      call(
        api.PUT("/account/picture", {
          // The bytes as they are; what the picture is they say themselves.
          body: file as never,
          bodySerializer: (body: unknown) => body as Blob,
          headers: { "Content-Type": "application/octet-stream" },
        }),
      ),
    onSuccess: keep,
  });
}

export function useRemovePicture() {
  const keep = useKeptAccount();
  return useMutation({ mutationFn: () => call(api.DELETE("/account/picture")), onSuccess: keep });
}

export function useSendConfirmation() {
  return useMutation({ mutationFn: () => call(api.POST("/account/confirmation")) });
}

export function useEndSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call(api.DELETE("/account/sign-ins/{sign_in_id}", { params: { path: { sign_in_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.signIns }),
  });
}

export function useEndOtherSignIns() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.DELETE("/account/sign-ins")),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.signIns }),
  });
}

export function useMakeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) => call(api.POST("/account/tokens", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(api.DELETE("/account/tokens/{token_id}", { params: { path: { token_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
}
