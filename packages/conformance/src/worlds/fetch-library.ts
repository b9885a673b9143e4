/** Finds libsimplex as a bot does, fetching it where it is missing, and prints the file's path. */
import { resolveLibrary } from "@simplex-chat/core-ffi"

const { path } = await resolveLibrary()
console.log(path)
