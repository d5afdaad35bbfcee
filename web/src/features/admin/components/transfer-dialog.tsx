/** Gives somebody's recordings to somebody else, some hundred at once, and says how far it is. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Loaded } from "@/components/loaded";
import { Notice } from "@/components/notice";
import { SelectField } from "@/components/select-field";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { PersonListed } from "@/lib/api-types";
import { adminWords } from "@/words/admin";
import { commonWords } from "@/words/common";

import { everybodyQuery, useTransfer } from "../api/people";

interface TransferDialogProps {
  person: PersonListed;
  onClose: () => void;
}

export function TransferDialog({ person, onClose }: TransferDialogProps) {
  const [to, setTo] = useState<PersonListed | null>(null);
  const [moved, setMoved] = useState(0);
  const giving = useTransfer(person.id, setMoved);

  function give(event: SyntheticEvent): void {
    event.preventDefault();
    if (to === null || giving.isPending) return;
    giving.mutate(to.id, {
      onSuccess: (done) => {
        showToast(adminWords.transferred(adminWords.recordings(done.moved), to.name));
        if (done.unfinished > 0) showToast(adminWords.stayed(adminWords.recordings(done.unfinished)), "trouble");
        onClose();
      },
    });
  }

  return (
    <Dialog title={adminWords.transferTitle(person.name)} onClose={onClose}>
      <p>{adminWords.transferWhy}</p>
      <form onSubmit={give} className="mt-4 flex flex-col gap-4 text-ink">
        {giving.isError && <Notice>{adminWords.notChanged(describeError(giving.error))}</Notice>}
        {giving.isPending && moved > 0 && (
          <Notice tone="calm" icon="people">
            {adminWords.transferring(adminWords.recordings(moved))}
          </Notice>
        )}
        <Chooser except={person.id} chosen={to} onChoose={setTo} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button type="submit" kind="primary" busy={giving.isPending} disabled={to === null}>
            {adminWords.transferGo}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChooserProps {
  except: string;
  chosen: PersonListed | null;
  onChoose: (person: PersonListed | null) => void;
}

/** Those who can have recordings, narrowed by what is typed. */
function Chooser({ except, chosen, onChoose }: ChooserProps) {
  const [text, setText] = useState("");
  const query = useInfiniteQuery(everybodyQuery(useDeferredValue(text.trim())));
  return (
    <>
      <Field label={adminWords.findPeople} type="search" value={text} maxLength={100} onChange={(event) => setText(event.target.value)} />
      <Loaded query={query}>
        {({ pages }) => {
          const people = pages
            .flatMap((page) => page.items)
            .filter((each) => each.id !== except && each.role !== "viewer" && each.disabled_at === null);
          const shown = chosen === null || people.some((each) => each.id === chosen.id) ? people : [chosen, ...people];
          return (
            <SelectField
              label={adminWords.transferTo}
              value={chosen?.id ?? ""}
              options={[
                { value: "", label: adminWords.choosePerson },
                ...shown.map((each) => ({ value: each.id, label: `${each.name} · ${each.email}` })),
              ]}
              onChange={(id) => onChoose(shown.find((each) => each.id === id) ?? null)}
            />
          );
        }}
      </Loaded>
    </>
  );
}
