const kb = 1024
const mb = 1024 * kb

/** What the encryption of a file adds to it: a header with its name, and what proves it whole. */
const overhead = 24 + 16

/**
 * The sizes of the chunks in which a file travels: they come in a few sizes only, so that servers
 * learn little of it: 65,536 bytes for 70 (n-files 78), 2 of those for 70,000 (n-files 158, 159), 262,144
 * and 65,536 for 300,000 (n-files 171, 172), 4 MiB and 2 of 1 MiB for 6,000,000 (n-files 359 to 361).
 */
export function chunkSizes(fileSize: number): number[] {
  return chunksOf(fileSize + overhead)
}

/** The chunks of a file that is encrypted, as a link to one knows it. */
export function chunksOf(size: number): number[] {
  if (size > threeQuarters(4 * mb)) return sizes(size, 1 * mb, 4 * mb)
  if (size > threeQuarters(1 * mb)) return sizes(size, 256 * kb, 1 * mb)
  return sizes(size, 64 * kb, 256 * kb)
}

function sizes(size: number, small: number, big: number): number[] {
  const count = Math.floor(size / big)
  const rest = size - count * big
  const whole = Array.from({ length: count }, () => big)
  if (rest > threeQuarters(big)) return [...whole, big]
  return [...whole, ...Array.from({ length: Math.ceil(rest / small) }, () => small)]
}

const threeQuarters = (size: number) => (size * 3) / 4

/** How far a file came after some of its chunks, and how far it has to come. */
export function progressAfter(
  all: readonly number[],
  chunks: number,
): { done: number; total: number } {
  const sum = (some: readonly number[]) => some.reduce((before, one) => before + one, 0)
  return { done: sum(all.slice(0, chunks)), total: sum(all) }
}
