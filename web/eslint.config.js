import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const src = fileURLToPath(new URL("./src", import.meta.url));
const features = readdirSync(`${src}/features`);

/** app → features → recording → lib, and components → lib. A feature knows no other feature: the app composes them. */
const zones = [
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: "./src/features",
    except: [`./${feature}`],
    message: "Features do not import each other; compose them in src/app.",
  })),
  { target: "./src/features", from: "./src/app", message: "Features do not import the app." },
  {
    target: "./src/recording",
    from: ["./src/app", "./src/features", "./src/components"],
    message: "The recording engine imports lib alone.",
  },
  {
    target: ["./src/components", "./src/lib"],
    from: ["./src/app", "./src/features", "./src/recording"],
    message: "Shared code imports neither the app nor a feature nor the engine.",
  },
  { target: "./src/embed", from: ["./src/app", "./src/components"], message: "The frame's player is small: it takes rules and words alone." },
  { target: "./src/lib", from: "./src/components", message: "lib imports no components." },
];

/** What draws pages; the recording engine runs without. */
const DRAWS = ["react", "react/*", "react-dom", "react-dom/*", "react-router", "react-router/*", "@tanstack/*", "media-chrome/*"];

export default tseslint.config(
  { ignores: ["dist", "embed/dist", "src/lib/api-schema.d.ts", "public"] },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}", "embed/src/**/*.ts", "vite.config.ts", "languages.ts", "precompress.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".tsx", ".js", ".d.ts"], alias: { "@": [src] } }),
      ],
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "error",
      "import-x/order": [
        "error",
        {
          groups: ["builtin", "external", "internal", ["parent", "sibling", "index"]],
          pathGroups: [{ pattern: "@/**", group: "internal" }],
          "newlines-between": "always",
          alphabetize: { order: "asc" },
        },
      ],
      "max-lines": ["error", { max: 250 }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    files: ["src/recording/**", "src/embed/**"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ group: DRAWS, message: "No React here." }] }],
    },
  },
  { files: ["extension/*.js"], languageOptions: { sourceType: "script", globals: { ...globals.browser, ...globals.webextensions } } },
  { files: ["eslint.config.js"], languageOptions: { globals: globals.node } },
);
