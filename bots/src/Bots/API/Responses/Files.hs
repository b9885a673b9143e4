-- | Answers to commands about files.
module Bots.API.Responses.Files
  ( FileResponse (..),
  )
where

import Bots.API.Types.ChatItems (AChatItem)
import Bots.API.Types.Files (FileTransfer, FileTransferMeta, RcvFileTransfer, SndFileTransfer)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (JSONValue, Wire)
import Data.Int (Int64)
import GHC.Generics (Generic)

data FileResponse
  = CRRcvFileAccepted {user :: User, chatItem :: AChatItem}
  | CRRcvFileAcceptedSndCancelled {user :: User, rcvFileTransfer :: RcvFileTransfer}
  | CRRcvFileCancelled
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CRSndFileCancelled
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        sndFileTransfers :: [SndFileTransfer]
      }
  | CRFileTransferStatus {data'FileTransferStatus :: (User, (FileTransfer, [Int64]))}
  | CRFileTransferStatusXFTP {data'FileTransferStatusXFTP :: (User, AChatItem)}
  | CRStandaloneFileInfo {fileMeta :: Maybe JSONValue}
  | CRRcvStandaloneFileCreated {user :: User, rcvFileTransfer :: RcvFileTransfer}
  | CRSndStandaloneFileCreated {user :: User, fileTransferMeta :: FileTransferMeta}
  deriving (Eq, Show, Generic, Wire)

instance Declared FileResponse where
  about =
    union
      "Answers to commands about files."
      [ "rcvFileAccepted"
          := "The file was accepted. The event `rcvFileComplete` follows when it is there.",
        "rcvFileAcceptedSndCancelled"
          := "The sender has cancelled the file, so it cannot be received.",
        "rcvFileCancelled" := "The user stopped receiving a file.",
        "rcvFileCancelled.chatItem_" := "Absent when the file belongs to no chat item.",
        "sndFileCancelled" := "The user cancelled a file it was sending.",
        "sndFileCancelled.chatItem_" := "Absent when the file belongs to no chat item.",
        "sndFileCancelled.sndFileTransfers" := "One for each recipient.",
        "fileTransferStatus"
          := "State of a file: `data` has the user, and the file with the progress of each \
             \recipient in percent.",
        "fileTransferStatusXFTP"
          := "State of a file of a message: `data` has the user and the item.",
        "standaloneFileInfo"
          := "The data that the link of a file carries; absent when it carries none.",
        "rcvStandaloneFileCreated"
          := "A file is being downloaded; `rcvStandaloneFileComplete` follows.",
        "sndStandaloneFileCreated"
          := "A file is being uploaded; `sndStandaloneFileComplete` brings its links."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "fileTransferStatus",
          "fileTransferStatusXFTP",
          "standaloneFileInfo",
          "rcvStandaloneFileCreated",
          "sndStandaloneFileCreated"
        ]
