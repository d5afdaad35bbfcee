/** Has the server make one film of a session's two tracks. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { signInJson } from "@/lib/sign-in-json";

import { compileOptions, type CompileChoices } from "../compile-choices";
import type { Session } from "../session";
import { sessionsQuery } from "./get-recordings";

export function useCompileSession(sessionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choices: CompileChoices) =>
      signInJson("POST", `/api/compile-video/${sessionId}`, { body: compileOptions(choices) }),
    onSuccess: () => {
      client.setQueryData(sessionsQuery.queryKey, (sessions) => sessions?.map(asCompiling));
      return client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });

  function asCompiling(session: Session): Session {
    return session.session_id === sessionId ? { ...session, status: "compiling", progress: 0, error: null } : session;
  }
}
