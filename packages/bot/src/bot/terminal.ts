/** Shows the address with a QR code, for a phone to scan. Only on a terminal: logs are kept. */
export async function showAddress(name: string, address: string): Promise<void> {
  if (!process.stdout.isTTY) return
  const { renderUnicodeCompact } = await import("uqr")
  process.stdout.write(`\n${renderUnicodeCompact(address)}\n${name} is at ${address}\n\n`)
}
