import { render } from "preact"
import { App } from "./app.tsx"
import { follow } from "./model/client.ts"
import "./styles/index.css"

const root = document.getElementById("page")
if (root !== null) render(<App />, root)
follow()
