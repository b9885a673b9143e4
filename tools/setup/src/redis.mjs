// Redis 8, on which the tests of @simplex-chat/workers keep state.

import { wrapPrograms } from "./debian-folder.mjs"

/** @type {import("./servers.mjs").ServerPackages} */
export const redis = {
  name: "Redis",
  variable: "REDIS_URL",
  packages: [
    // The program itself is in the package of its tools, under another name.
    "redis-server",
    "redis-tools",
    ..."libatomic1 libc6 libcap2 libgcc-s1 libjemalloc2 liblzf1 libssl3t64 libstdc++6 libsystemd0 libzstd1 zlib1g".split(
      " ",
    ),
  ],
  prepare(folder) {
    wrapPrograms(folder, [{ program: "usr/bin/redis-server", script: "bin/redis-server" }])
  },
}
