import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { renderInApp } from "@/test/render";
import { server } from "@/test/server";

import { PictureForm } from "./picture-form";

test("a picture is chosen, shown and taken away; what is none says so", async () => {
  let picture: string | null = null;
  const sent: unknown[] = [];
  const account = () => ({ id: "u", name: "Mara Rossi", picture_url: picture });
  server.use(
    http.get("/account", () => HttpResponse.json(account())),
    http.put("/account/picture", async ({ request }) => {
      sent.push([request.headers.get("content-type"), await request.text()]);
      picture = "https://videoflow.example/mara.webp";
      return HttpResponse.json(account());
    }),
    http.delete("/account/picture", () => {
      picture = null;
      return HttpResponse.json(account());
    }),
  );
  renderInApp(<PictureForm />);
  const field = await screen.findByLabelText<HTMLInputElement>("Picture");
  expect(field.accept).not.toContain("svg");
  await userEvent.upload(field, new File(["png bytes"], "me.png", { type: "image/png" }));
  await userEvent.click(await screen.findByRole("button", { name: "Remove it" }));
  expect(await screen.findByRole("button", { name: "Choose a picture" })).toBeInTheDocument();
  expect(sent).toEqual([["application/octet-stream", "png bytes"]]);
  const error = { code: "unsupported_picture", message: "No picture." };
  server.use(http.put("/account/picture", () => HttpResponse.json({ error }, { status: 415 })));
  await userEvent.upload(field, new File(["<svg/>"], "me.png", { type: "image/png" }));
  expect(await screen.findByText("No picture.")).toBeInTheDocument();
});
