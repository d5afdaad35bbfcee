import { expect, it } from "vitest";

import { TransportChoice } from "./transport-choice";

it("takes requests after two sockets that came to nothing, and a socket again once requests fail as well", () => {
  const choice = new TransportChoice();
  choice.failed("socket");
  expect(choice.next).toBe("socket");
  choice.failed("socket");
  expect(choice.next).toBe("rest");
  choice.failed("rest");
  expect(choice.next).toBe("socket");
  choice.failed("socket");
  expect(choice.next).toBe("rest");
});

it("returns from requests to a socket that worked before, once", () => {
  const choice = new TransportChoice();
  expect(choice.returnsToSocket()).toBe(false);
  choice.socketWorked();
  choice.useRequests();
  expect(choice.next).toBe("rest");
  expect([choice.returnsToSocket(), choice.next]).toEqual([true, "socket"]);
  choice.failed("socket");
  expect([choice.returnsToSocket(), choice.next]).toEqual([false, "rest"]);
});
