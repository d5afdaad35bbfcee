/** The audit log: who did what, by kind and person, and a copy to keep. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { Field } from "@/components/field";
import { Icon } from "@/components/icon";
import { Loaded } from "@/components/loaded";
import { SelectField } from "@/components/select-field";
import type { AuditKind } from "@/lib/api-types";
import { useSearchParams } from "@/lib/router/use-router";
import { adminWords } from "@/words/admin";

import { exportPath, logQuery, type LogFilter } from "../api/log";
import { LogEntry } from "./log-entry";
import { PartHeading } from "./part-heading";

export function LogPart() {
  const [search, change] = useSearchParams();
  const filter: LogFilter = { kind: kindOf(search.get("kind")), person: search.get("person") ?? "" };
  const query = useInfiniteQuery(logQuery(filter));

  function show(kind: string, person: string): void {
    change(() => new URLSearchParams({ part: "log", ...(kind === "" ? {} : { kind }), ...(person === "" ? {} : { person }) }));
  }

  return (
    <section>
      <PartHeading title={adminWords.log} about={adminWords.logWhy} />
      {/* Another person's log is another form: what was typed into the old one is gone. */}
      <Filter key={filter.person} filter={filter} onShow={show} />
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          if (entries.length === 0) return <p className="text-muted">{adminWords.logEmpty}</p>;
          return (
            <ol className="divide-y divide-line rounded-card border border-line bg-panel">
              {entries.map((entry) => (
                <LogEntry key={entry.id} entry={entry} onPerson={(person) => show("", person)} />
              ))}
            </ol>
          );
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {adminWords.showMore}
        </Button>
      )}
    </section>
  );
}

const kindOf = (text: string | null): AuditKind | null => (text !== null && Object.hasOwn(adminWords.kinds, text) ? (text as AuditKind) : null);

interface FilterProps {
  filter: LogFilter;
  onShow: (kind: string, person: string) => void;
}

function Filter({ filter, onShow }: FilterProps) {
  const [person, setPerson] = useState(filter.person);
  const kinds = Object.entries(adminWords.kinds).map(([value, label]) => ({ value, label }));

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    onShow(filter.kind ?? "", person.trim());
  }

  return (
    <>
      <form onSubmit={submit} className="mb-3 grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end">
        <SelectField
          label={adminWords.logKind}
          value={filter.kind ?? ""}
          options={[{ value: "", label: adminWords.logAll }, ...kinds]}
          onChange={(kind) => onShow(kind, person.trim())}
        />
        <Field label={adminWords.logPerson} type="search" maxLength={300} value={person} onChange={(event) => setPerson(event.target.value)} />
        <Button type="submit" className="max-sm:justify-self-start">
          {adminWords.logFilter}
        </Button>
      </form>
      <p className="mb-4 flex flex-wrap gap-2">
        <a href={exportPath("csv", filter)} download className={buttonStyle("plain", "small")}>
          <Icon name="download" size={15} />
          {adminWords.exportCsv}
        </a>
        <a href={exportPath("jsonl", filter)} download className={buttonStyle("plain", "small")}>
          <Icon name="download" size={15} />
          {adminWords.exportLines}
        </a>
      </p>
    </>
  );
}
