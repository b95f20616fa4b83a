# shellcheck shell=bash
# The program that asks an API in ways that its document forbids, in a Python environment of its own.
# shellcheck disable=SC2034 # its variable is used by those who source it

SCHEMATHESIS_VERSION=4.32.5
SCHEMATHESIS=$CACHE/schemathesis-$SCHEMATHESIS_VERSION/bin/schemathesis

install_schemathesis() {
  local folder=$CACHE/schemathesis-$SCHEMATHESIS_VERSION
  [[ ! -x $SCHEMATHESIS ]] || return 0
  say "      installing schemathesis $SCHEMATHESIS_VERSION"
  if ! python3 -m venv "$folder" >/dev/null 2>&1; then
    need_packages "Python with venv" python3 python3-venv
    python3 -m venv "$folder" || fail "Python made no environment in $folder" "see its message above"
  fi
  # Last, so that an interrupted installation is made again.
  "$folder/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$SCHEMATHESIS_VERSION" </dev/null ||
    fail "pip could not install schemathesis $SCHEMATHESIS_VERSION" "see its message above, then run it again"
}
