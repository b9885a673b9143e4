import type { Progress } from "./download.ts"

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** A progress bar on the terminal, or nothing where standard error is none. */
export async function progressBar(): Promise<
  { onProgress: (progress: Progress) => void; end: () => void } | undefined
> {
  if (!process.stderr.isTTY) return undefined
  const { SingleBar } = (await import("cli-progress")).default
  const bar = new SingleBar({
    format: "libsimplex [{bar}] {percentage}% | {done} of {all} MB | {eta_formatted}",
    hideCursor: true,
    stream: process.stderr,
  })
  let started = false
  return {
    onProgress({ received, total }) {
      const payload = {
        done: megabytes(received),
        all: total === undefined ? "?" : megabytes(total),
      }
      if (!started) bar.start(total ?? received, received, payload)
      started = true
      bar.setTotal(total ?? received)
      bar.update(received, payload)
    },
    end: () => bar.stop(),
  }
}
