/** Waits for the promise for `ms` milliseconds. When it rejects later, `onLate` gets the error. */
export async function orAfter(
  ms: number,
  promise: Promise<void>,
  onLate: (error: unknown) => void,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      promise.catch(onLate)
      resolve()
    }, ms)
  })
  try {
    await Promise.race([promise, waited])
  } finally {
    clearTimeout(timer)
  }
}
