# Sourced by ./shop, ./admin and ./serve, with root set: runs a program of this clone on a Node that is new enough.

# What `npm start` asks npx for: the same packages are in npx's cache by then.
npx_with() {
  npx -y -p node@26 -p pnpm@12 "$@"
}

# run PACKAGE PROGRAM [ARGUMENT…]: installs the clone's dependencies where they are missing, then becomes the program.
run() {
  if ! [ -d "$root/$1/node_modules" ]; then
    echo "${0##*/}: installing dependencies in $root, once…" >&2
    (cd "$root" && npx_with pnpm install --frozen-lockfile --silent >&2)
  fi
  node=node
  major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
  if [ "${major:-0}" -lt 24 ]; then
    # npx takes seconds to answer, so the path of its Node is remembered; `npm start` does that as well.
    known=$root/node_modules/.node-path
    node=$(cat "$known" 2>/dev/null || :)
    if ! [ -x "$node" ]; then
      node=$(npx_with node -p process.execPath)
      printf '%s\n' "$node" >"$known"
    fi
  fi
  # Node keeps what it has compiled for the next run: a command then takes two thirds of the CPU.
  export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE-$root/node_modules/.cache/node}"
  program=$root/$1/$2
  shift 2
  exec "$node" "$program" "$@"
}
