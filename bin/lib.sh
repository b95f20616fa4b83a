# shellcheck shell=bash
# What the scripts of this folder share: where things are, how they speak, and
# how a missing package is installed. Sourced, never run.
# shellcheck disable=SC2034 # its variables are used by those who source it

set -euo pipefail

ROOT=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# A build machine may start us without a home; cargo, npm and the cache want one.
: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
export HOME
CARGO_BIN=${CARGO_HOME:-$HOME/.cargo}/bin
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/souk

PATH_BEFORE=$PATH
# The project's own npm tools go first, because cargo-leptos takes tailwindcss and
# wasm-opt from PATH; Debian's wasm-opt is too old and breaks the program's tables.
# Cargo's folder may be missing from PATH in a fresh shell.
PATH=$ROOT/node_modules/.bin:$PATH
case ":$PATH:" in *":$CARGO_BIN:"*) ;; *) PATH=$CARGO_BIN:$PATH ;; esac
export PATH
# Wherever a person's own settings put build output, the paths in here hold.
export CARGO_TARGET_DIR=$ROOT/target
# rustup must not start a long download in the middle of something else;
# bin/setup asks for the toolchain, with a time limit.
export RUSTUP_AUTO_INSTALL=0

say() { printf '%s\n' "$*"; }

# fail WHAT NEXT: says what went wrong and what the reader does next.
fail() {
  printf '\nerror: %s\n' "$1" >&2
  [[ $# -lt 2 ]] || printf '  next: %s\n' "$2" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    fail "this step needs root, and sudo is not here: $*" "run that command as root, then run bin/setup again"
  fi
}

# build_release: the server, the split program and the styles, compressed.
build_release() {
  cargo leptos build --release --split && node bin/lib/precompress.mjs target/site
}

can_apt() { have apt-get && [[ -e /etc/debian_version ]]; }

APT_UPDATED=
# apt_install PACKAGE…: returns apt's answer; only for Debian and Ubuntu.
apt_install() {
  if [[ -z $APT_UPDATED ]]; then
    as_root apt-get update -qq || true # a stale list often still serves
    APT_UPDATED=yes
  fi
  say "      apt-get install $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" </dev/null >/dev/null
}

# need_packages WHAT PACKAGE…: installs them, or says what to install.
need_packages() {
  local what=$1
  shift
  can_apt || fail "$what is missing" "install it with your system's packages (on Debian: $*), then run bin/setup again"
  apt_install "$@" || fail "apt-get could not install $*" "see its message above, install $what by hand, then run bin/setup again"
}

# version_at_least HAVE WANT
version_at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

find_chromium() {
  local name
  if [[ -n ${CHROMIUM:-} ]]; then
    command -v "$CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  return 1
}

# The folder of PostgreSQL's server programs: Debian keeps them off PATH.
find_postgres() {
  local initdb
  if initdb=$(command -v initdb); then
    dirname -- "$(readlink -f -- "$initdb")"
    return
  fi
  initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1) || true
  [[ -n $initdb ]] && dirname -- "$initdb"
}
