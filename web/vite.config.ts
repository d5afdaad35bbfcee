import type { IncomingMessage } from "node:http";
import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { inLanguage, isLanguage, thenOtherLanguages } from "./languages.ts";
import { precompress } from "./precompress.ts";

/** Everything the server answers itself; every other path belongs to the browser's router. */
const API_PREFIXES = [
  "/auth",
  "/account",
  // /admin itself is a page.
  "/admin/(?:audit|invitations|people|storage|workspace)",
  "/video",
  "/annotations",
  "/ocr",
  "/ws",
  "/api",
  "/health",
  "/ready",
  "/metrics",
  "/openapi.json",
  "/docs",
  "/search",
  "/workspace",
];

/** /search is a page to whoever goes there, and what is found to whoever asks. */
function pageOf({ headers }: IncomingMessage): string | undefined {
  return headers.accept?.includes("text/html") === true ? "/index.html" : undefined;
}

const api = process.env.VITE_API ?? "http://127.0.0.1:8000";
const proxy = Object.fromEntries(
  API_PREFIXES.map((prefix) => [`^${prefix}(/|\\?|$)`, { target: api, ws: prefix === "/ws", ...(prefix === "/search" ? { bypass: pageOf } : {}) }]),
);

/** What many pages share and is a few hundred bytes each: in one file, which costs less than as many heads and names. */
const SMALL = {
  name: "small",
  test: /src\/(components\/(avatar|person-colour|time-ago|use-copy-link|icon-button|steady-label|shortcut-key|lazily)|lib\/(use-document-title|use-now|use-online|copy-text|share-link|workspace))\.tsx?$/,
};
const output = { codeSplitting: { groups: [SMALL] } };

export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss(), isLanguage(mode) ? inLanguage(mode) : thenOtherLanguages(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
  build: {
    ...(isLanguage(mode)
      ? { emptyOutDir: false, copyPublicDir: false, manifest: `.vite/manifest.${mode}.json`, rolldownOptions: { input: ["index.html", "embed.html"], output } }
      : // The other languages' builds are in this one's time, which is no fault of a plugin's.
        { manifest: true, rolldownOptions: { input: ["index.html", "docs.html", "embed.html"], output, checks: { bundlerTimings: false } } }),
    assetsDir: "assets",
    // hls.js, and Swagger UI on a page of its own: loaded when first needed.
    chunkSizeWarningLimit: 1600,
    // light-dark() in the tokens needs these; older browsers lack the recorder's APIs as well.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
  test: {
    environment: "jsdom",
    // A page made anew for each file took most of the time.
    pool: "vmThreads",
    setupFiles: ["src/test/streams.ts", "src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    // The longest goes through thousands of requests; on a busy machine that is no failure.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
}));
