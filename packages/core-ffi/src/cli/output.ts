/** Set once the output has been reported to be lost. */
let isReported = false

/**
 * Has the process bear an output that cannot be written, which Node would end it for. What reads it may go
 * away, as `head -1` does: the command does its work all the same, and exits as it would have. Anything else,
 * such as a full disk, is said once, and the exit code is 1.
 */
export function bearLostOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    const { code = error.message } = error
    if (isReported || code === "EPIPE" || code === "ERR_STREAM_DESTROYED") return
    isReported = true
    process.exitCode = 1
    process.stderr.write(`the output cannot be written (${code})\n`)
  })
  // There is no other place to say it.
  process.stderr.on("error", () => {})
}
