-- | Commands about the life of the core: suspending, activating, versions.
module Bots.API.Commands.Lifecycle
  ( commands,
    CheckChatRunning (..),
    APIActivateChat (..),
    APISuspendChat (..),
    SetContactMergeEnabled (..),
    ShowVersion (..),
  )
where

import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @CheckChatRunning,
    declareCommand @APIActivateChat,
    declareCommand @APISuspendChat,
    declareCommand @SetContactMergeEnabled,
    declareCommand @ShowVersion
  ]

data CheckChatRunning = CheckChatRunning
  deriving (Eq, Show, Generic, Wire)

instance Declared CheckChatRunning where
  about =
    record
      "Checks whether the chat is started. Answers `chatRunning`, or `chatStopped`."
      []
      & undocumented

instance Command CheckChatRunning where
  syntax = "/_check running"
  network = NoNetwork
  answers = ["chatRunning", "chatStopped", "chatCmdError"]

data APIActivateChat = APIActivateChat
  { restoreChat :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIActivateChat where
  about =
    record
      "Wakes the chat after APISuspendChat. Answers `cmdOk`."
      []
      & undocumented

instance Command APIActivateChat where
  syntax = "/_app activate" <> flagUnlessOff " restore=" "restoreChat"
  network = Background
  answers = ["cmdOk", "chatCmdError"]

data APISuspendChat = APISuspendChat
  { suspendTimeout :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISuspendChat where
  about =
    record
      "Suspends the chat. Answers `cmdOk`; the event `chatSuspended` follows. Until \
      \APIActivateChat, commands that need the agent's database wait."
      [ "suspendTimeout" := "Microseconds that work under way has to finish."
      ]
      & undocumented

instance Command APISuspendChat where
  syntax = "/_app suspend " <> number "suspendTimeout"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data SetContactMergeEnabled = SetContactMergeEnabled
  { enable :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetContactMergeEnabled where
  about =
    record
      "Sets whether members that prove to be contacts are joined with them. Answers `cmdOk`."
      []
      & undocumented

instance Command SetContactMergeEnabled where
  syntax = "/contact_merge " <> switch "enable"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data ShowVersion = ShowVersion
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowVersion where
  about =
    record
      "Reads the versions of the core. Answers `versionInfo`."
      []
      & undocumented

instance Command ShowVersion where
  syntax = spelledToo "/version" ["/v"]
  network = NoNetwork
  answers = ["versionInfo", "chatCmdError"]
