-- | Commands that receive files and cancel transfers.
module Bots.API.Commands.Files
  ( commands,
    ReceiveFile (..),
    CancelFile (..),
  )
where

import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @ReceiveFile,
    declareCommand @CancelFile
  ]

data ReceiveFile = ReceiveFile
  { fileId :: Int64,
    userApprovedRelays :: Bool,
    storeEncrypted :: Maybe Bool,
    fileInline :: Maybe Bool,
    filePath :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ReceiveFile where
  about =
    record
      "Accepts a file that came with a message and starts to receive it. Answers \
      \`rcvFileAccepted` at once; the events `rcvFileStart` and `rcvFileComplete` follow. Fails \
      \when the file is already being received, and when its sender has cancelled it."
      [ "fileId" := "Id of the file in the bot's own database, from the `file` of the item.",
        "userApprovedRelays"
          := "Whether to receive from file servers that the bot's user has not configured. \
             \Without it such a file is refused with `fileNotApproved`, unless the bot's network \
             \address is protected, since those servers would see it.",
        "storeEncrypted"
          := "Whether to encrypt the stored copy. The key is then in `fileSource` of the file; \
             \absent leaves it to the core.",
        "fileInline"
          := "Whether the content may come within messages rather than by a file server, for \
             \small files; absent leaves it to the core.",
        "filePath"
          := "Where to store the file. Absent stores it in the files folder under the name that \
             \the sender gave, with a number added when that name is taken."
      ]

instance Command ReceiveFile where
  syntax =
    spelledToo "/freceive " ["/fr "]
      <> number "fileId"
      <> flag " approved_relays=" "userApprovedRelays"
      <> optional "storeEncrypted" (" encrypt=" <> switch "storeEncrypted")
      <> optional "fileInline" (" inline=" <> switch "fileInline")
      <> optional "filePath" (" " <> rest "filePath")
  network = NoNetwork
  answers = ["rcvFileAccepted", "rcvFileAcceptedSndCancelled", "chatCmdError"]

data CancelFile = CancelFile
  { fileId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CancelFile where
  about =
    record
      "Stops sending or receiving a file. Answers `sndFileCancelled` for a file that the bot \
      \sends, whose recipients are notified, and `rcvFileCancelled` for one that it receives or \
      \was offered."
      [ "fileId" := "Id of the file in the bot's own database, from the `file` of the item."
      ]

instance Command CancelFile where
  syntax = spelledToo "/fcancel " ["/fc "] <> number "fileId"
  network = Background
  answers = ["sndFileCancelled", "rcvFileCancelled", "chatCmdError"]
