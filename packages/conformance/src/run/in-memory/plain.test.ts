import { playIn } from "./play-in.ts"

playIn("plain")
