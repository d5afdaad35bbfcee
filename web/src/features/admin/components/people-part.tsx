/** Everybody with an account, who is invited, and the way to invite more. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Loaded } from "@/components/loaded";
import { adminWords } from "@/words/admin";

import { everybodyQuery } from "../api/people";
import { Invitations } from "./invitations";
import { InviteForm } from "./invite-form";
import { PartHeading } from "./part-heading";
import { PersonRow } from "./person-row";

export function PeoplePart({ userId }: { userId: string }) {
  return (
    <>
      <section className="mb-8">
        <PartHeading title={adminWords.people} about={adminWords.peopleWhy} />
        <Everybody userId={userId} />
      </section>
      <section className="border-t border-line pt-7">
        <PartHeading title={adminWords.invite} about={adminWords.inviteWhy} />
        <InviteForm />
        <Invitations />
      </section>
    </>
  );
}

function Everybody({ userId }: { userId: string }) {
  const [text, setText] = useState("");
  const query = useInfiniteQuery(everybodyQuery(useDeferredValue(text.trim())));
  return (
    <>
      <div className="mb-3 max-w-[360px]">
        <Field label={adminWords.findPeople} type="search" value={text} maxLength={100} onChange={(event) => setText(event.target.value)} />
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const people = pages.flatMap((page) => page.items);
          if (people.length === 0) return <p className="text-muted">{adminWords.nobody}</p>;
          return (
            <ul className="divide-y divide-line rounded-card border border-line bg-panel">
              {people.map((person) => (
                <PersonRow key={person.id} person={person} isMe={person.id === userId} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {adminWords.showMore}
        </Button>
      )}
    </>
  );
}
