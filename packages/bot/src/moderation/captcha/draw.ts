import { glyphHeight, glyphWidth, inkOf } from "./glyphs.ts"
import type { GreyPicture } from "./png.ts"

const width = 240
const height = 80
/** Pixels of a point of a character. */
const scale = 7

/** A number from 0 up to 1, as `Math.random` returns. */
export type Random = () => number

/** Draws characters, each turned and moved, all of them bent along a wave, with lines through them. */
export function draw(text: string, random: Random): GreyPicture {
  const between = (low: number, high: number) => low + (high - low) * random()
  const pixels = new Uint8Array(width * height).fill(255)
  const bend = { height: between(3, 6), length: between(20, 35), from: between(0, 6) }
  const lean = { width: between(1, 3), length: between(12, 20), from: between(0, 6) }
  const step = (width - 20) / text.length
  const glyphs = text.split("").map((character, at) => ({
    character,
    x: 10 + step * (at + 0.5) + between(-3, 3),
    y: height / 2 + between(-7, 7),
    angle: between(-0.35, 0.35),
    size: scale * between(0.85, 1.1),
  }))
  const lines = Array.from({ length: 3 }, () => ({
    y: between(15, height - 15),
    height: between(5, 15),
    length: between(25, 60),
    from: between(0, 6),
  }))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bentX = x + lean.width * Math.sin(y / lean.length + lean.from)
      const bentY = y + bend.height * Math.sin(x / bend.length + bend.from)
      let ink = 0
      for (const { character, angle, size, ...center } of glyphs) {
        const [dx, dy] = [bentX - center.x, bentY - center.y]
        if (Math.abs(dx) > step) continue
        const right = (dx * Math.cos(angle) + dy * Math.sin(angle)) / size
        const down = (dy * Math.cos(angle) - dx * Math.sin(angle)) / size
        const found = inkOf(character, right + (glyphWidth - 1) / 2, down + (glyphHeight - 1) / 2)
        ink = Math.max(ink, Math.min(1, found * 1.6))
      }
      for (const line of lines) {
        const away = Math.abs(y - line.y - line.height * Math.sin(x / line.length + line.from))
        if (away < 1.2) ink = Math.max(ink, 0.8)
      }
      const noise = random() < 0.04 ? 0.5 : 0
      pixels[y * width + x] = Math.round(255 * (1 - Math.max(ink, noise)))
    }
  }
  return { width, height, pixels }
}
