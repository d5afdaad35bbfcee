/** Which threads are listed: by person, by what they are, by state. It offers what there is to choose from. */
import { QuietSelect } from "@/components/quiet-select";
import { threadWords } from "@/words/threads";

import type { Filter, Thread } from "../threads";

interface ThreadFilterProps {
  threads: readonly Thread[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

const TYPES = ["comment", "drawing", "voice_over"] as const;

export function ThreadFilter({ threads, filter, onFilter }: ThreadFilterProps) {
  const names = [...new Set(threads.map(({ root }) => root.author.name))].sort((a, b) => a.localeCompare(b));
  const types = TYPES.filter((type) => threads.some(({ root }) => root.type === type));
  const resolved = threads.some(({ root }) => root.resolved !== null);
  if (names.length < 2 && types.length < 2 && !resolved) return null;
  return (
    <div className="flex flex-wrap items-center">
      {names.length > 1 && (
        <QuietSelect
          label={threadWords.from}
          value={filter.name}
          options={[{ value: "", label: threadWords.everybody }, ...names.map((name) => ({ value: name, label: name }))]}
          onChange={(name) => onFilter({ ...filter, name })}
        />
      )}
      {types.length > 1 && (
        <QuietSelect<Filter["type"]>
          label={threadWords.what}
          value={filter.type}
          options={[{ value: "", label: threadWords.all }, ...types.map((type) => ({ value: type, label: threadWords[type] }))]}
          onChange={(type) => onFilter({ ...filter, type })}
        />
      )}
      {resolved && (
        <QuietSelect<Filter["state"]>
          label={threadWords.state}
          value={filter.state}
          options={[
            { value: "", label: threadWords.openAndResolved },
            { value: "open", label: threadWords.open },
            { value: "resolved", label: threadWords.resolved },
          ]}
          onChange={(state) => onFilter({ ...filter, state })}
        />
      )}
    </div>
  );
}
