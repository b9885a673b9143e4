// A served core: node served-core-child.ts TOKEN; says its address.
import { serveCore } from "@simplex-chat/core-remote"
import { FloodedCore } from "./flooded-core.ts"

const served = await serveCore(new FloodedCore().core, { port: 0, token: process.argv[2] ?? "" })
process.on("disconnect", () => process.exit(0))
process.send?.(served.url)
