/** Who stores how much, the most first. */
import { useQuery } from "@tanstack/react-query";

import { Loaded } from "@/components/loaded";
import type { StoredBy } from "@/lib/api-types";
import { formatBytes, formatNumber, formatPercent } from "@/lib/format";
import { adminWords } from "@/words/admin";

import { storageQuery } from "../api/people";
import { PartHeading } from "./part-heading";

export function StoragePart() {
  const storage = useQuery(storageQuery);
  return (
    <section>
      <PartHeading title={adminWords.storage} about={adminWords.storageWhy} />
      <Loaded query={storage}>
        {({ items, stored, videos }) =>
          items.length === 0 ? (
            <p className="text-muted">{adminWords.nothingStored}</p>
          ) : (
            <>
              <p className="num mb-3 text-[17px] font-[600]">{adminWords.storageTotal(formatBytes(stored), adminWords.recordings(videos))}</p>
              <Table items={items} stored={stored} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

const HEAD = "px-3.5 py-2 text-left text-[12.5px] font-[550] text-muted";

function Table({ items, stored }: { items: readonly StoredBy[]; stored: number }) {
  return (
    <div className="overflow-hidden rounded-card border border-line bg-panel">
      <table className="w-full table-fixed">
        <thead className="border-b border-line">
          <tr>
            <th scope="col" className={HEAD}>
              {adminWords.person}
            </th>
            <th scope="col" className={`${HEAD} w-[92px] text-right`}>
              {adminWords.size}
            </th>
            <th scope="col" className={`${HEAD} w-[104px] text-right max-sm:hidden`}>
              {adminWords.count}
            </th>
            <th scope="col" className={`${HEAD} w-[76px] text-right`}>
              {adminWords.share}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {items.map((each) => (
            <tr key={each.id}>
              <th scope="row" className="px-3.5 py-2.5 text-left font-normal">
                <span className="block truncate font-[550]">{each.name}</span>
                <span className="block truncate text-[12.5px] text-muted">{each.email}</span>
              </th>
              <td className="num px-3.5 py-2.5 text-right">{formatBytes(each.stored)}</td>
              <td className="num px-3.5 py-2.5 text-right max-sm:hidden">{formatNumber(each.videos)}</td>
              <td className="num px-3.5 py-2.5 text-right text-muted">{formatPercent(stored === 0 ? 0 : each.stored / stored)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
