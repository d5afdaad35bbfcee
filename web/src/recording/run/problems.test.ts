import { describe, expect, it } from "vitest";

import { ApiError } from "@/lib/api-error";

import { problemOfBrowser, problemOfRecorder, problemOfSource, problemOfStart, problemOfUpload } from "./problems";

function thrown(name: string, message = ""): DOMException {
  return new DOMException(message, name);
}

describe("problemOfSource", () => {
  it.each([
    ["NotAllowedError", "The camera is blocked for this page."],
    ["NotFoundError", "No camera was found."],
    ["OverconstrainedError", "No camera was found."],
    ["NotReadableError", "The camera is busy."],
    ["SecurityError", "This page may not use the camera."],
    ["InvalidStateError", "The camera needs this tab in front."],
    ["SomethingNew", "The camera did not start."],
  ])("says what %s means", (name, title) => {
    const problem = problemOfSource(thrown(name), "camera");
    expect(problem).toMatchObject({ tone: "trouble", title });
    expect(problem.advice).not.toBe("");
  });

  it("tells a prompt that was closed from a camera that is blocked", () => {
    expect(problemOfSource(thrown("NotAllowedError", "Permission dismissed"), "camera")).toMatchObject({
      tone: "calm",
      title: "The camera was not allowed yet.",
    });
  });

  it("tells the system's refusal from the page's", () => {
    const camera = problemOfSource(thrown("NotAllowedError", "Permission denied by system"), "camera");
    const screen = problemOfSource(thrown("NotAllowedError", "Permission denied by system"), "screen");
    expect(camera.advice).toMatch(/system's privacy settings/);
    expect(screen.advice).toMatch(/screen recording in the system's privacy settings/);
  });

  it("makes no fuss about a picker that was cancelled", () => {
    expect(problemOfSource(thrown("NotAllowedError", "Permission denied"), "screen")).toMatchObject({
      tone: "calm",
      title: "No screen was chosen.",
    });
  });

  it("says for the microphone how to record without it", () => {
    expect(problemOfSource(thrown("NotFoundError"), "microphone").advice).toMatch(/without sound/);
    expect(problemOfSource(thrown("NotFoundError"), "camera").advice).not.toMatch(/without sound/);
  });

  it("has words for what is no DOMException", () => {
    expect(problemOfSource(new TypeError("x"), "screen").title).toBe("The screen did not start.");
  });
});

describe("an error that is no DOMException", () => {
  it.each([
    ["OverconstrainedError", "No camera was found."],
    ["NotReadableError", "The camera is busy."],
  ])("is known by its name: %s", (name, title) => {
    class MediaError {
      readonly name = name;
      readonly message = "";
    }
    expect(problemOfSource(new MediaError(), "camera").title).toBe(title);
  });
});

describe("problemOfStart", () => {
  it.each([
    [new ApiError("network", "No answer.", 0), /cannot be reached/],
    [new ApiError("internal", "Oops.", 500), /has a problem/],
    [new Error("bug"), /has a problem/],
  ])("says that nothing was recorded: %s", (error, title) => {
    const problem = problemOfStart(error);
    expect(problem.title).toMatch(title);
    expect(problem.advice).toMatch(/Nothing was recorded|Try again/);
  });

  it("repeats what the server refuses for", () => {
    expect(problemOfStart(new ApiError("quota_exceeded", "Your storage is full.", 413)).advice).toMatch(/Your storage is full\./);
  });
});

describe("problemOfUpload", () => {
  it.each(["recording_too_large", "quota_exceeded", "already_finished", "not_authenticated", "token_expired"])(
    "says for %s that what arrived is stored",
    (code) => {
      expect(problemOfUpload({ code, message: "" }).advice).toMatch(/stored/);
    },
  );

  it("uses the server's words for a code it does not know", () => {
    expect(problemOfUpload({ code: "moon_phase", message: "The moon is full." }).advice).toBe(
      "The moon is full. Everything the server has by now is stored.",
    );
  });
});

describe("the rest", () => {
  it("tells a recorder that cannot start from one that broke off", () => {
    expect(problemOfRecorder(thrown("NotSupportedError")).title).toBe("This browser cannot record this picture.");
    expect(problemOfRecorder(thrown("UnknownError")).advice).toBe("What was recorded up to here is kept.");
  });

  it("tells an insecure page from a browser that cannot record", () => {
    expect(problemOfBrowser(false).advice).toMatch(/https/);
    expect(problemOfBrowser(true).advice).toMatch(/Chrome/);
  });
});
