import { playIn } from "./play-in.ts"

playIn("test kit")
