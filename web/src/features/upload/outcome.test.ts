import { expect, test } from "vitest";

import { ApiError } from "@/lib/api-error";

import { aFile, Studio } from "./testing/studio";

async function sending(studio = new Studio()): Promise<Studio> {
  await studio.manager.open();
  studio.manager.add([{ file: aFile(), handle: null }]);
  await studio.settle();
  return studio;
}

async function arrived(outcome: Studio["outcome"]): Promise<Studio> {
  const studio = await sending();
  studio.outcome = outcome;
  studio.send.events.finished();
  await studio.settle();
  return studio;
}

test("a file that arrived is in the library only once the server has taken it", async () => {
  const studio = await arrived({ kind: "unknown" });
  expect(studio.view.phase).toBe("looked-into");
  await studio.settle();
  expect(studio.view.phase).toBe("looked-into");
  studio.outcome = { kind: "taken" };
  await studio.settle();
  await studio.settle();
  expect(studio.view.phase).toBe("done");
});

test("a file that the server refused says why, can be taken off the list, and be sent anew", async () => {
  const problem = { code: "infected", text: "This file carries a virus.", retry: false };
  const studio = await arrived({ kind: "refused", problem });
  expect(studio.view).toMatchObject({ phase: "refused", problem });
  studio.manager.add([{ file: aFile(), handle: null }]);
  expect(studio.manager.views).toHaveLength(2);
  await studio.manager.remove(studio.view.key);
  expect(studio.aborted).toEqual([]);
});

test("an answer that does not come says nothing of the file, and nobody is asked for a closed list", async () => {
  let asked = 0;
  const studio = await sending(
    new Studio({
      outcome: () => {
        asked += 1;
        return Promise.reject(new ApiError("network", "", 0));
      },
    }),
  );
  studio.send.events.finished();
  await studio.settle();
  await studio.settle();
  expect([studio.view.phase, asked > 1]).toEqual(["looked-into", true]);
  studio.manager.close();
  const before = asked;
  await studio.settle();
  expect(asked).toBe(before);
});
