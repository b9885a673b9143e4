/** Where every thread of this package starts. It imports nothing that would have to be found. */

import { parentPort, workerData } from "node:worker_threads"
import { runCallThread } from "./call-thread.ts"
import type { ThreadData } from "./messages.ts"
import { runReceiverThread } from "./receiver-thread.ts"

const data = workerData as ThreadData
if (parentPort === null) throw new Error("not a thread of @simplex-chat/core-ffi")
if (data.role === "call") runCallThread(data, parentPort)
else runReceiverThread(data, parentPort)
