#!/bin/sh
# Prints .env.example with a fresh secret for each mark:   deploy/new-env.sh > .env
set -eu
while IFS= read -r line; do
  case $line in
    *=__generate__) printf '%s=%s\n' "${line%%=*}" "$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$(dirname "$0")/../.env.example"
