import { expect, test } from "vitest";

import { PartUrls } from "./part-urls";

function signer(count: number) {
  const asked: number[][] = [];
  let now = 0;
  const urls = new PartUrls(
    (numbers) => {
      asked.push(numbers);
      const signed = numbers.map((number) => ({ number, url: `s3://part/${number}/${asked.length}` }));
      return Promise.resolve({ urls: signed, expires_at: "" });
    },
    count,
    () => now,
  );
  return { urls, asked, pass: (ms: number) => (now += ms) };
}

test("parts that follow each other are signed together", async () => {
  const { urls, asked } = signer(25);
  expect(await Promise.all([urls.url(1), urls.url(2), urls.url(3)])).toEqual(["s3://part/1/1", "s3://part/2/1", "s3://part/3/1"]);
  await urls.url(20);
  await urls.url(21);
  expect(asked).toEqual([Array.from({ length: 20 }, (_, at) => at + 1), [21, 22, 23, 24, 25]]);
});

test("an address is given once: who asks again was refused with it", async () => {
  const { urls } = signer(3);
  expect(await urls.url(2)).toBe("s3://part/2/1");
  expect(await urls.url(2)).toBe("s3://part/2/2");
});

test("what is stored is not signed", async () => {
  const { urls, asked } = signer(5);
  urls.done(2);
  urls.done(4);
  await urls.url(1);
  expect(asked).toEqual([[1, 3, 5]]);
});

test("an address that waited too long is asked for anew", async () => {
  const { urls, asked, pass } = signer(2);
  await urls.url(1);
  pass(6 * 60_000);
  await urls.url(2);
  expect(asked).toEqual([[1, 2], [2]]);
});

test("a request that failed is made again", async () => {
  let failures = 1;
  const urls = new PartUrls(
    (numbers) =>
      failures-- > 0
        ? Promise.reject(new Error("away"))
        : Promise.resolve({ urls: numbers.map((number) => ({ number, url: `u${number}` })), expires_at: "" }),
    2,
  );
  await expect(urls.url(1)).rejects.toThrow("away");
  expect(await urls.url(1)).toBe("u1");
});
