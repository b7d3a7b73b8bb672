#!/usr/bin/env bash
# run.sh --install      brings Lighthouse into target/lighthouse, with npm
# run.sh URL REPORT     writes what Lighthouse says of a page that is already served, as JSON
#
# CHROME_PATH names the browser. Lighthouse needs a newer Node.js than Debian has: the one that npm brings along with it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
place=$here/../target/lighthouse

if [ ! -e "$place/node_modules/.bin/lighthouse" ] || [ "$1" = --install ]; then
  mkdir -p "$place"
  cp "$here/package.json" "$here/package-lock.json" "$place/"
  npm ci --prefix "$place" --no-audit --no-fund --loglevel=error
fi
[ "$1" != --install ] || exit 0

export CHROME_PATH=${CHROME_PATH:-/usr/bin/chromium}
PATH=$place/node_modules/.bin:$PATH exec lighthouse "$1" --output=json --output-path="$2" --quiet \
  --only-categories=performance,accessibility,best-practices \
  --chrome-flags='--headless=new --no-sandbox --disable-background-networking --disable-component-update'
