/** Has the server make one film of a recording's two tracks. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { MultitrackRecording } from "@/lib/api-types";
import { signInJson } from "@/lib/sign-in-json";

import { compileOptions, type CompileChoices } from "../compile-choices";
import { recordingsQuery } from "./get-recordings";

export function useCompileFilm(multitrackId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choices: CompileChoices) =>
      signInJson("POST", `/api/compile-video/${multitrackId}`, { body: compileOptions(choices) }),
    onSuccess: () => {
      client.setQueryData(recordingsQuery.queryKey, (recordings) => recordings?.map(asCompiling));
      return client.invalidateQueries({ queryKey: recordingsQuery.queryKey });
    },
  });

  function asCompiling(recording: MultitrackRecording): MultitrackRecording {
    return recording.session_id === multitrackId ? { ...recording, status: "compiling", progress: 0, error: null } : recording;
  }
}
