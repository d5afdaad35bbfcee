#!/usr/bin/env bash
# Writes the browser's API types from the app's OpenAPI document; with --check, only says whether they are fresh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH"
types=web/src/lib/api-schema.d.ts

# The document depends on the code alone, so the settings only have to be readable.
env DATABASE_URL=postgresql+psycopg2://nobody@127.0.0.1/none REDIS_URL=redis://127.0.0.1/0 S3_BUCKET=none \
  SECRET_KEY=only-here-to-make-the-document-readable flask --app wsgi openapi >web/openapi.json

committed=$(mktemp)
trap 'rm -f "$committed"' EXIT
cp "$types" "$committed"
(cd web && npm run --silent types >/dev/null)
if [ "${1:-}" = --check ] && ! cmp -s "$types" "$committed"; then
  cp "$committed" "$types"
  echo "$types is not what the app's API says: run make types" >&2
  exit 1
fi
