// The host's timers as they were when this package was loaded. A test that puts fake ones in their
// place (`vi.useFakeTimers()`) tests its own time; the network must not stop with it.
export const { setImmediate, setTimeout } = globalThis

/** Milliseconds of the host's time, from some beginning. */
export const hostMs: () => number = performance.now.bind(performance)

/** Resolves when the program is idle. */
export const untilIdle = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** Resolves after `ms` milliseconds of the host's time. */
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
