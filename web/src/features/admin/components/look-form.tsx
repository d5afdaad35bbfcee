/** What the workspace is called, and its colour. */
import { useId, useState } from "react";

import { Field } from "@/components/field";
import type { Workspace } from "@/lib/api-types";
import { adminWords } from "@/words/admin";

import { ChoiceForm } from "./choice-form";

/** The product's, where nothing is chosen. */
const USUAL = "#4f46e5";

export function LookForm({ chosen }: { chosen: Workspace }) {
  const [name, setName] = useState(chosen.name ?? "");
  const [colour, setColour] = useState(chosen.colour);
  const id = useId();
  return (
    <ChoiceForm wanted={{ name: name.trim() === "" ? null : name.trim(), colour }} saved={adminWords.lookLater}>
      <Field
        label={adminWords.name}
        value={name}
        maxLength={60}
        autoComplete="organization"
        placeholder="VideoFlow"
        onChange={(event) => setName(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="flex items-center gap-2.5">
          <input
            type="checkbox"
            checked={colour !== null}
            onChange={(event) => setColour(event.target.checked ? USUAL : null)}
            className="size-4 accent-(--accent-fill)"
          />
          {adminWords.ownColour}
        </label>
        {colour !== null && (
          <label htmlFor={id} className="flex items-center gap-2.5">
            <span className="sr-only">{adminWords.colour}</span>
            <input
              id={id}
              type="color"
              value={colour}
              onChange={(event) => setColour(event.target.value)}
              className="h-9 w-14 rounded-control border border-line-strong bg-panel p-1"
            />
            <code className="num text-[12.5px] text-muted">{colour}</code>
          </label>
        )}
      </div>
    </ChoiceForm>
  );
}
