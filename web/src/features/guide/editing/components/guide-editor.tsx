/** The guide, edited in place. Its code comes once somebody edits. */
import { useQuery } from "@tanstack/react-query";
import { useState, type KeyboardEvent } from "react";

import { Button } from "@/components/button";
import { Loaded } from "@/components/loaded";
import { Notice } from "@/components/notice";
import type { EditableGuide } from "@/lib/api-types";
import { editingWords } from "@/words/editing";

import { editableQuery, type EditingGuest } from "../../api/edit-guide";
import { useGuideEditor } from "../use-guide-editor";
import { GuideHistory } from "./guide-history";
import { StepEditor } from "./step-editor";

interface GuideEditorProps {
  videoId: string;
  /** Where the video stands, in seconds. */
  position: () => number;
  onSeek: (seconds: number) => void;
  onDone: () => void;
  /** Null for somebody with an account. */
  guest?: (EditingGuest & { onName: (name: string) => void }) | null;
}

export function GuideEditor(props: GuideEditorProps) {
  const guide = useQuery(editableQuery(props.videoId));
  return <Loaded query={guide}>{(data) => <Editor {...props} guide={data} />}</Loaded>;
}

const inField = (target: EventTarget): boolean => target instanceof Element && target.closest("input, textarea") !== null;

function Editor({ videoId, guide, position, onSeek, onDone, guest = null }: GuideEditorProps & { guide: EditableGuide }) {
  const [name, setName] = useState(guest?.name ?? "");
  const editor = useGuideEditor(videoId, guest && { linkToken: guest.linkToken, name: name.trim() });
  const [openStep, setOpenStep] = useState<string | null>(null);
  const [historyShown, setHistoryShown] = useState(false);
  const { steps } = guide;

  async function add(): Promise<void> {
    const id = crypto.randomUUID();
    const at = Math.round(position() * 1000) / 1000;
    if (await editor.edit({ op: "add", new: id, at, title: editingWords.newStep, text: "" })) setOpenStep(id);
  }

  /** Undo and redo, where no field has its own; moving the open step by Alt and an arrow. */
  function onKeyDown(event: KeyboardEvent): void {
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && event.key.toLowerCase() === "z" && !inField(event.target)) {
      event.preventDefault();
      if (event.shiftKey) editor.redo();
      else editor.undo();
    }
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(event.key === "ArrowUp" ? -1 : 1);
    }
    if (event.key === "Escape" && openStep !== null) setOpenStep(null);
  }

  function move(by: 1 | -1): void {
    const from = steps.findIndex((step) => step.id === openStep);
    const step = steps[from];
    const to = by === 1 ? from + 1 : from - 2;
    if (!step || from + by < 0 || from + by >= steps.length) return;
    void editor.edit({ op: "move", step: step.id, after: steps[to]?.id ?? null });
  }

  return (
    <section aria-label={editingWords.editing} onKeyDown={onKeyDown}>
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-1.5 border-b border-line bg-panel px-4 py-2.5">
        <Button size="small" disabled={!editor.canUndo} aria-keyshortcuts="Control+Z" onClick={editor.undo}>
          {editingWords.undo}
        </Button>
        <Button size="small" disabled={!editor.canRedo} aria-keyshortcuts="Control+Shift+Z" onClick={editor.redo}>
          {editingWords.redo}
        </Button>
        <Button size="small" aria-expanded={historyShown} onClick={() => setHistoryShown(!historyShown)}>
          {editingWords.history}
        </Button>
        <span role="status" className="flex-1 text-right text-[12px] text-faint">
          {editor.saving ? editingWords.saving : editor.trouble === null && guide.version > 0 && editingWords.saved}
        </span>
        <Button size="small" kind="primary" onClick={onDone}>
          {editingWords.done}
        </Button>
      </div>
      {editor.trouble !== null && (
        <div className="mx-4 mt-3">
          <Notice>{editor.trouble}</Notice>
        </div>
      )}
      {guest !== null && (
        <input
          value={name}
          maxLength={100}
          autoComplete="name"
          placeholder={editingWords.yourName}
          aria-label={editingWords.yourName}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => guest.onName(name.trim())}
          className="mx-4 mt-3 h-9 w-[calc(100%-2rem)] rounded-control border border-line bg-panel px-3 text-[13px]"
        />
      )}
      {historyShown && <GuideHistory videoId={videoId} version={guide.version} onGoBack={editor.goBack} />}
      <ol className="flex flex-col gap-0.5 px-1 pt-2">
        {steps.map((step, index) => (
          <StepEditor
            key={step.id}
            videoId={videoId}
            step={step}
            number={index + 1}
            above={steps[index - 1] ?? null}
            below={steps[index + 1] ?? null}
            behindOnceUp={index === 0 ? undefined : (steps[index - 2]?.id ?? null)}
            open={openStep === step.id}
            position={position}
            onOpen={(open) => setOpenStep(open ? step.id : null)}
            onSeek={() => onSeek(step.timestamp)}
            onEdit={editor.edit}
          />
        ))}
      </ol>
      <div className="px-4 py-3">
        <Button size="small" onClick={() => void add()}>
          {editingWords.addHere}
        </Button>
      </div>
    </section>
  );
}
