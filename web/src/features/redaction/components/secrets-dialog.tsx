/** The same list without sharing. */
import { Dialog } from "@/components/dialog";
import { redactionWords } from "@/words/redaction";

import { SecretsFound } from "./secrets-found";

interface SecretsDialogProps {
  videoId: string;
  onJump: (seconds: number) => void;
  onClose: () => void;
}

export function SecretsDialog({ videoId, onJump, onClose }: SecretsDialogProps) {
  return (
    <Dialog title={redactionWords.title} onClose={onClose} wide sheet>
      <SecretsFound videoId={videoId} isOpen onJump={onJump} />
    </Dialog>
  );
}
