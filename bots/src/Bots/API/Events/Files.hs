-- | Events about files that are sent and received.
module Bots.API.Events.Files
  ( FileEvent (..),
  )
where

import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.API.Types.ChatItems (AChatItem)
import Bots.API.Types.Files (FileTransferMeta, RcvFileDescr, RcvFileTransfer, SndFileTransfer)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

data FileEvent
  = CEvtRcvFileDescrReady
      { user :: User,
        chatItem :: AChatItem,
        rcvFileTransfer :: RcvFileTransfer,
        rcvFileDescr :: RcvFileDescr
      }
  | CEvtRcvFileComplete {user :: User, chatItem :: AChatItem}
  | CEvtSndFileCompleteXFTP
      { user :: User,
        chatItem :: AChatItem,
        fileTransferMeta :: FileTransferMeta
      }
  | CEvtRcvFileStart {user :: User, chatItem :: AChatItem}
  | CEvtRcvFileSndCancelled
      { user :: User,
        chatItem :: AChatItem,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtRcvFileAccepted {user :: User, chatItem :: AChatItem}
  | CEvtRcvFileError
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        agentError :: AgentErrorType,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtRcvFileWarning
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        agentError :: AgentErrorType,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtSndFileError
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        errorMessage :: Text
      }
  | CEvtSndFileWarning
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        errorMessage :: Text
      }
  | CEvtRcvFileAcceptedSndCancelled {user :: User, rcvFileTransfer :: RcvFileTransfer}
  | CEvtRcvFileProgressXFTP
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        receivedSize :: Int64,
        totalSize :: Int64,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtRcvStandaloneFileComplete
      { user :: User,
        targetPath :: Text,
        rcvFileTransfer :: RcvFileTransfer
      }
  | CEvtSndFileStart {user :: User, chatItem :: AChatItem, sndFileTransfer :: SndFileTransfer}
  | CEvtSndFileComplete {user :: User, chatItem :: AChatItem, sndFileTransfer :: SndFileTransfer}
  | CEvtSndFileRcvCancelled
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        sndFileTransfer :: SndFileTransfer
      }
  | CEvtSndFileProgressXFTP
      { user :: User,
        chatItem_ :: Maybe AChatItem,
        fileTransferMeta :: FileTransferMeta,
        sentSize :: Int64,
        totalSize :: Int64
      }
  | CEvtSndFileRedirectStartXFTP
      { user :: User,
        fileTransferMeta :: FileTransferMeta,
        redirectMeta :: FileTransferMeta
      }
  | CEvtSndStandaloneFileComplete
      { user :: User,
        fileTransferMeta :: FileTransferMeta,
        rcvURIs :: [Text]
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared FileEvent where
  about =
    union
      "Events about files that are sent and received."
      [ "rcvFileDescrReady"
          := "A file that was offered is ready to be downloaded. The download of a file that was \
             \accepted before starts by itself.",
        "rcvFileComplete" := "A file was received; the chat item says where it is.",
        "sndFileCompleteXFTP" := "A file was uploaded, and its recipients can download it.",
        "rcvFileStart" := "The download of a file starts.",
        "rcvFileSndCancelled" := "The sender of a file cancelled it.",
        "rcvFileAccepted" := "A file was accepted to be received.",
        "rcvFileError" := "A file cannot be received.",
        "rcvFileError.chatItem_" := "Absent when the file belongs to no chat item.",
        "rcvFileWarning" := "Receiving a file is in trouble but not given up.",
        "rcvFileWarning.chatItem_" := "Absent when the file belongs to no chat item.",
        "sndFileError" := "A file cannot be sent.",
        "sndFileError.chatItem_" := "Absent when the file belongs to no chat item.",
        "sndFileWarning" := "Sending a file is in trouble but not given up.",
        "sndFileWarning.chatItem_" := "Absent when the file belongs to no chat item.",
        "rcvFileAcceptedSndCancelled"
          := "The sender cancelled a file that was accepted automatically.",
        "rcvFileProgressXFTP" := "A part of a file was received: how many of how many bytes.",
        "rcvStandaloneFileComplete" := "A file of APIDownloadStandaloneFile is complete on disk.",
        "sndFileStart" := "An inline file begins to be sent in the way of old versions.",
        "sndFileComplete" := "An inline file was sent in the way of old versions.",
        "sndFileRcvCancelled" := "A recipient cancelled a file. This version does not send it.",
        "sndFileProgressXFTP" := "A part of a file was uploaded: how many of how many bytes.",
        "sndFileRedirectStartXFTP"
          := "The description of an uploaded file is too long for a link and is being uploaded \
             \itself.",
        "sndStandaloneFileComplete"
          := "A file of APIUploadStandaloneFile is uploaded; these are its links.",
        "sndStandaloneFileComplete.rcvURIs" := "Links for recipients."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "rcvFileAcceptedSndCancelled",
          "rcvFileProgressXFTP",
          "rcvStandaloneFileComplete",
          "sndFileStart",
          "sndFileComplete",
          "sndFileRcvCancelled",
          "sndFileProgressXFTP",
          "sndFileRedirectStartXFTP",
          "sndStandaloneFileComplete"
        ]
