import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { precompress } from "./precompress";

/** Everything the server answers itself; every other path belongs to the browser's router. */
const API_PREFIXES = [
  "/auth",
  "/account",
  "/admin",
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
];

const api = process.env.VITE_API ?? "http://127.0.0.1:8000";
const proxy = Object.fromEntries(
  API_PREFIXES.map((prefix) => [`^${prefix}(/|\\?|$)`, { target: api, ws: prefix === "/ws" }]),
);

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
  // light-dark() in the tokens needs these; older browsers lack the recorder's APIs as well.
  build: { rolldownOptions: { input: ["index.html", "docs.html", "embed.html"] }, assetsDir: "assets", manifest: true, chunkSizeWarningLimit: 1500 /* hls.js, and Swagger UI on a page of its own: loaded when first needed */, cssTarget: ["chrome123", "firefox120", "safari17.5"] },
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
});
