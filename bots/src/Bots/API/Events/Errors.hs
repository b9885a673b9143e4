-- | Events about what failed outside a command.
module Bots.API.Events.Errors
  ( ErrorEvent (..),
  )
where

import Bots.API.Types.ChatErrors (ChatError)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data ErrorEvent
  = CEvtMessageError {user :: User, severity :: Text, errorMessage :: Text}
  | CEvtChatError {chatError :: ChatError}
  | CEvtChatErrors {chatErrors :: [ChatError]}
  deriving (Eq, Show, Generic, Wire)

instance Declared ErrorEvent where
  about =
    union
      "Events about what failed outside a command."
      [ "messageError" := "A received message could not be processed as it should.",
        "messageError.severity" := "`error` or `warning`.",
        "chatError"
          := "Something failed outside the answer to a command. After deleting a contact or \
             \leaving a group, errors about connections that are gone are normal.",
        "chatErrors" := "Several things failed outside the answer to a command."
      ]
      & prefixed "CEvt"
