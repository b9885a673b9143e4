import { crypto } from "../crypto.ts"

/** Without letters and digits that look alike. */
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz"

/** 59 bits: it cannot be guessed, so it need not be replaced after wrong guesses. */
export const newPairingCode = (): string =>
  Array.from({ length: 12 }, (_, at) => {
    const letter = alphabet[crypto().randomInt(alphabet.length)] ?? ""
    return at === 4 || at === 8 ? `-${letter}` : letter
  }).join("")

/** Compares in constant time what was typed with the code. */
export function isPairingCode(typed: string, code: string): boolean {
  const [given, wanted] = [Buffer.from(bare(typed)), Buffer.from(bare(code))]
  return given.length === wanted.length && crypto().timingSafeEqual(given, wanted)
}

/** What is stored of a code: it must not be readable where it is kept. */
export const digestOfCode = (code: string): string =>
  crypto().createHash("sha256").update(bare(code)).digest("hex")

/** As people may type it: with capitals, blanks or without dashes. */
const bare = (code: string): string => code.toLowerCase().replaceAll(/[\s-]/g, "")
