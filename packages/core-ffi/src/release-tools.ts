/** For the workflow that releases this package. Not covered by semantic versioning. */

import type { Backend } from "./database.ts"
import { archiveName, type release } from "./library/release.ts"
import { platforms } from "./library/platform.ts"

export { publishedDigests } from "./library/digest.ts"
export { release } from "./library/release.ts"

/** The names of all archives that a release of libsimplex has. */
export const releaseArchives = (): string[] =>
  Object.values(platforms).flatMap((platform) =>
    (platform.postgres ? ["sqlite", "postgres"] : ["sqlite"]).map((backend) =>
      archiveName(platform, backend as Backend),
    ),
  )

/** What `libsimplex.json` holds. */
export type Release = typeof release
