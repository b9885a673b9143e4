-- | What several commands carry at the end of their text: messages, and the content of one. Each is
-- written as JSON; the core also reads a plain text in its place.
module Bots.API.Commands.Contents
  ( messages,
    optionalContent,
    textContent,
  )
where

import Bots.Json (Json (..))
import Bots.Syntax
import Data.Text (Text)

-- | One or more messages, or a text that is a message of its own, without mentions.
messages :: Text -> Grammar
messages field =
  alsoReads
    (" json " <> json field)
    [Reading (" text " <> rest "text") [(field, Array [message])]]
  where
    message = Object [("msgContent", textContent "text"), ("mentions", Object [])]

-- | The content of a message, or nothing.
optionalContent :: Text -> Grammar
optionalContent field =
  alsoReads
    (optional field (" json " <> json field))
    [Reading (" text " <> rest "text") [(field, textContent "text")]]

-- | The content of a text message whose text was read as this.
textContent :: Text -> Json
textContent name = Object [("type", String "text"), ("text", captured name)]
