/** Has the server make one film of a recording's two tracks. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { showToast } from "@/components/toast-store";
import type { MultitrackRecording } from "@/lib/api-types";
import { signInJson } from "@/lib/sign-in-json";
import { multitrackWords } from "@/words/multitrack";

import { compileOptions, type CompileChoices } from "../compile-choices";
import { recordingsQuery } from "./get-recordings";

export function useCompileFilm(multitrackId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choices: CompileChoices) =>
      signInJson<MultitrackRecording>("POST", `/api/compile-video/${multitrackId}`, { body: compileOptions(choices) }),
    onSuccess: ({ status }) => {
      // Asked for as it is.
      if (status === "compiled") {
        showToast(multitrackWords.compiledSo);
        return undefined;
      }
      client.setQueryData(recordingsQuery.queryKey, (recordings) => recordings?.map(asCompiling));
      return client.invalidateQueries({ queryKey: recordingsQuery.queryKey });
    },
  });

  function asCompiling(recording: MultitrackRecording): MultitrackRecording {
    return recording.session_id === multitrackId ? { ...recording, status: "compiling", progress: 0, error: null } : recording;
  }
}
