import { expect, test } from "vitest";

import { describeError, fieldProblems, toApiError } from "./api-error";

function refused(details?: object, code = "invalid_request") {
  return toApiError(400, { error: { code, message: "Some of what was sent cannot be taken.", details } });
}

test("a refused request is told by what is the matter with its field", () => {
  const error = refused({ fields: { json: { title: ["This is too long: 200 characters at most.", "And more."] } } });
  expect(describeError(error)).toBe("This is too long: 200 characters at most.");
  expect(fieldProblems(error)).toEqual({ title: "This is too long: 200 characters at most." });
});

test("a form's fields are told of alike", () => {
  expect(describeError(refused({ title: ["A title needs a character or more."] }, "invalid_form"))).toBe(
    "A title needs a character or more.",
  );
});

test.each([[undefined], [{}], [{ fields: null }], [{ fields: { json: [] } }], [{ fields: { json: { title: 5 } } }], [{ fields: "x" }]])(
  "details of %j say nothing of a field, and no name of a validator's fault is shown",
  (details) => {
    const error = refused(details);
    expect(fieldProblems(error)).toEqual({});
    expect(describeError(error)).toBe("The server did not understand what was sent.");
  },
);
