/**
 * Runs the scenarios in memory and, where a real core is given, there as well.
 *
 *     pnpm conformance [--only TEXT] [--report FOLDER] [--record FOLDER] [--latency MS]
 *     pnpm conformance --lib FOLDER --smp ADDRESS --xftp ADDRESS [--processes] [--patience N]
 *                      [--smp-start COMMAND --smp-stop COMMAND]
 *
 * Exits with 0 when every scenario passed or was skipped, 1 when one failed, 2 on wrong options.
 */
import { conformance } from "./run/conformance.ts"

process.exitCode = await conformance(process.argv.slice(2), console.log, console.error)
