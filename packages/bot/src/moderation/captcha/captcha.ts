import { randomInt } from "node:crypto"
import { draw } from "./draw.ts"
import { alphabet } from "./glyphs.ts"
import { pngOf } from "./png.ts"

/** How a question is asked: with a picture of characters, or with a sum in words and digits. */
export type CaptchaKind = "picture" | "sum"

/** A question whose answer a person finds easily. */
export interface Captcha {
  readonly kind: CaptchaKind
  readonly answer: string
  /** The picture as a data URI, or the sum: `17 + 5`. */
  readonly shown: string
}

/** How many characters a picture shows. */
const length = 5

export function newCaptcha(kind: CaptchaKind): Captcha {
  if (kind === "sum") {
    const [a, b] = [randomInt(10, 30), randomInt(2, 10)]
    return { kind, answer: String(a + b), shown: `${a} + ${b}` }
  }
  const characters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)] ?? "")
  const answer = characters.join("")
  // Only the answer must not be guessed; how it is bent need not be that random.
  const png = pngOf(draw(answer, Math.random))
  return { kind, answer, shown: `data:image/png;base64,${png.toString("base64")}` }
}

/** Whether a text gives the answer, however it is typed: blanks and small letters do not matter. */
export const isAnswer = (text: string, answer: string): boolean =>
  text.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase() === answer
