-- | The version of SimpleX Chat whose API is declared. This is the one place that names it.
module Bots.API.Version
  ( simplexChatVersion,
  )
where

import Data.Text (Text)

simplexChatVersion :: Text
simplexChatVersion = "7.0.4"
