-- | Files: what a message offers, how a transfer goes on, where the file is stored.
module Bots.API.Types.Files
  ( types,
    CryptoFileArgs (..),
    CryptoFile (..),
    FileProtocol (..),
    FileError (..),
    CIFileStatus (..),
    CIFile (..),
    InlineFileMode (..),
    FileDescr (..),
    FileInvitation (..),
    FileStatus (..),
    XFTPSndFile (..),
    FileTransferMeta (..),
    SndFileTransfer (..),
    RcvFileDescr (..),
    XFTPRcvFile (..),
    RcvFileStatus (..),
    RcvFileTransfer (..),
    FileType (..),
    FileTransfer (..),
  )
where

import Bots.API.Types.ServerErrors (BlockingInfo, SrvError)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CryptoFileArgs,
    declareType @CryptoFile,
    declareType @FileProtocol,
    declareType @FileError,
    declareType @CIFileStatus,
    declareType @CIFile,
    declareType @InlineFileMode,
    declareType @FileDescr,
    declareType @FileInvitation,
    declareType @FileStatus,
    declareType @XFTPSndFile,
    declareType @FileTransferMeta,
    declareType @SndFileTransfer,
    declareType @RcvFileDescr,
    declareType @XFTPRcvFile,
    declareType @RcvFileStatus,
    declareType @RcvFileTransfer,
    declareType @FileType,
    declareType @FileTransfer
  ]

data CryptoFileArgs = CryptoFileArgs
  { fileKey :: Text,
    fileNonce :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CryptoFileArgs where
  about =
    record
      "Key and nonce of a file that is stored encrypted on disk. Anyone who has them can read the \
      \file."
      [ "fileKey" := "Base64url text of 32 bytes.",
        "fileNonce" := "Base64url text of 24 bytes."
      ]

data CryptoFile = CryptoFile
  { filePath :: Text,
    cryptoArgs :: Maybe CryptoFileArgs
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CryptoFile where
  about =
    record
      "A file on the disk of the core."
      [ "filePath"
          := "A path that is not absolute is relative to the files folder of the core, if one is \
             \set.",
        "cryptoArgs"
          := "Present when the file on disk is encrypted; decrypt it with the core's file \
             \functions. Absent when it is plain."
      ]

data FileProtocol
  = FileProtocolSmp
  | FileProtocolXftp
  | FileProtocolLocal
  deriving (Eq, Show, Generic, Wire)

instance Declared FileProtocol where
  about =
    enumeration
      "How a file travels."
      [ "smp" := "Inside messages, the older way.",
        "xftp" := "Through file servers, the usual way.",
        "local" := "Not at all: the file belongs to a private note."
      ]

data FileError
  = FileErrorAuth
  | FileErrorBlocked {server :: Text, blockInfo :: BlockingInfo}
  | FileErrorNoFile
  | FileErrorRelay {srvError :: SrvError}
  | FileErrorOther {fileError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared FileError where
  about =
    union
      "Why a transfer failed."
      [ "auth" := "The server refused access: it does not have the file, or has it no longer.",
        "blocked" := "The operator of the server blocked the file.",
        "blocked.server" := "Address of the server.",
        "noFile" := "The file is missing.",
        "relay" := "The file server could not be used.",
        "other" := "Any other reason.",
        "other.fileError" := "Description for developers, in no fixed format."
      ]

data CIFileStatus
  = CIFileStatusSndStored
  | CIFileStatusSndTransfer {sndProgress :: Int64, sndTotal :: Int64}
  | CIFileStatusSndCancelled
  | CIFileStatusSndComplete
  | CIFileStatusSndError {sndFileError :: FileError}
  | CIFileStatusSndWarning {sndFileError :: FileError}
  | CIFileStatusRcvInvitation
  | CIFileStatusRcvAccepted
  | CIFileStatusRcvTransfer {rcvProgress :: Int64, rcvTotal :: Int64}
  | CIFileStatusRcvAborted
  | CIFileStatusRcvComplete
  | CIFileStatusRcvCancelled
  | CIFileStatusRcvError {rcvFileError :: FileError}
  | CIFileStatusRcvWarning {rcvFileError :: FileError}
  | CIFileStatusInvalid {text :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared CIFileStatus where
  about =
    union
      "How far the transfer of a message's file is: `snd` members for files the user sends, `rcv` \
      \members for files the user receives."
      [ "sndStored" := "Stored and waiting to be uploaded.",
        "sndTransfer" := "The upload is under way.",
        "sndTransfer.sndProgress"
          := "Use its ratio to `sndTotal`. Mostly bytes of the encrypted file, but 0 or 1 of 1 \
             \occur as well.",
        "sndTransfer.sndTotal"
          := "Can exceed the size of the file, as the encrypted file is padded.",
        "sndCancelled" := "The user cancelled sending.",
        "sndComplete" := "Uploaded. The recipients may not have downloaded the file yet.",
        "sndError" := "Sending failed for good.",
        "sndWarning" := "Sending meets a problem that may pass.",
        "rcvInvitation" := "Offered and not accepted yet. Accept it with `ReceiveFile`.",
        "rcvAccepted" := "Accepted; the download has not started.",
        "rcvTransfer" := "The download is under way.",
        "rcvTransfer.rcvProgress"
          := "Use its ratio to `rcvTotal`. Mostly bytes of the encrypted file, but 0 of 1 occurs \
             \at the start.",
        "rcvTransfer.rcvTotal"
          := "Can exceed the size of the file, as the encrypted file is padded.",
        "rcvAborted"
          := "Receiving stopped, for instance because the file servers were not approved; the \
             \file can be accepted again.",
        "rcvComplete" := "Downloaded: the file is at `fileSource` of its CIFile.",
        "rcvCancelled" := "The sender or the user cancelled the file.",
        "rcvError" := "Receiving failed for good.",
        "rcvWarning" := "Receiving meets a problem that may pass.",
        "invalid" := "The stored status cannot be read.",
        "invalid.text" := "The status as stored."
      ]

data CIFile = CIFile
  { fileId :: Int64,
    fileName :: Text,
    fileSize :: Int64,
    fileSource :: Maybe CryptoFile,
    fileStatus :: CIFileStatus,
    fileProtocol :: FileProtocol
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CIFile where
  about =
    record
      "The file of a message and the state of its transfer."
      [ "fileId" := "Id for `ReceiveFile` and `CancelFile`.",
        "fileName" := "For received files the sender chose it: do not use it as a path unchecked.",
        "fileSize" := "In bytes. For received files the sender states it.",
        "fileSource"
          := "Where the file is on disk. Absent until a received file is accepted; incomplete \
             \before `rcvComplete`."
      ]

data InlineFileMode
  = InlineFileModeOffer
  | InlineFileModeSent
  deriving (Eq, Show, Generic, Wire)

instance Declared InlineFileMode where
  about =
    enumeration
      "How a small file travels inside messages."
      [ "offer" := "The recipient is asked first.",
        "sent" := "The file follows its message without asking."
      ]

data FileDescr = FileDescr
  { fileDescrText :: Text,
    fileDescrPartNo :: Int,
    fileDescrComplete :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FileDescr where
  about =
    record
      "A part of the description that says where the pieces of a file are and how to decrypt them."
      [ "fileDescrText"
          := "Text in YAML; it can be empty. It contains keys: anyone who has it can download the \
             \file.",
        "fileDescrPartNo"
          := "Number of this part. It is 0 for an empty placeholder, while the sender still \
             \uploads the file.",
        "fileDescrComplete" := "True when no more parts follow."
      ]

data FileInvitation = FileInvitation
  { fileName :: Text,
    fileSize :: Int64,
    fileDigest :: Maybe Text,
    fileConnReq :: Maybe Text,
    fileInline :: Maybe InlineFileMode,
    fileDescr :: Maybe FileDescr
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FileInvitation where
  about =
    record
      "A file as its sender offers it. All of it is the sender's claim."
      [ "fileName" := "Do not use it as a path unchecked.",
        "fileSize" := "In bytes.",
        "fileDigest" := "Digest of the content. Often absent.",
        "fileConnReq" := "Link for a connection of its own, only for the older way of sending.",
        "fileInline" := "Present when the file travels inside messages.",
        "fileDescr"
          := "Present when the file goes through file servers and its description is known."
      ]

data FileStatus
  = FileStatusNew
  | FileStatusAccepted
  | FileStatusConnected
  | FileStatusComplete
  | FileStatusCancelled
  deriving (Eq, Show, Generic, Wire)

instance Declared FileStatus where
  about =
    enumeration
      "State of sending a file to one recipient."
      [ "new" := "Offered.",
        "accepted" := "Accepted; nothing is sent yet.",
        "connected" := "Being transferred.",
        "complete" := "Done.",
        "cancelled" := "Cancelled."
      ]

data XFTPSndFile = XFTPSndFile
  { agentSndFileId :: Text,
    privateSndFileDescr :: Maybe Text,
    agentSndFileDeleted :: Bool,
    cryptoArgs :: Maybe CryptoFileArgs
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared XFTPSndFile where
  about =
    record
      "The upload of a sent file to file servers."
      [ "agentSndFileId" := "Base64 id of the transfer in the agent.",
        "privateSndFileDescr"
          := "The sender's own description in YAML, with the keys that manage the uploaded \
             \pieces: keep it secret. Absent until the upload is complete.",
        "agentSndFileDeleted" := "True when the agent has deleted its record of the upload.",
        "cryptoArgs" := "Present when the file on disk is encrypted."
      ]

data FileTransferMeta = FileTransferMeta
  { fileId :: Int64,
    xftpSndFile :: Maybe XFTPSndFile,
    xftpRedirectFor :: Maybe Int64,
    fileName :: Text,
    filePath :: Text,
    fileSize :: Int64,
    fileInline :: Maybe InlineFileMode,
    chunkSize :: Int64,
    cancelled :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FileTransferMeta where
  about =
    record
      "A file that the user sends, to any recipient."
      [ "xftpSndFile" := "Present when the file goes through file servers.",
        "xftpRedirectFor" := "Id of the file whose long description this file holds.",
        "filePath" := "Relative to the files folder, if one is set, or absolute.",
        "fileSize" := "In bytes.",
        "fileInline" := "Present when the file travels inside messages.",
        "chunkSize" := "In bytes, for files inside messages. File servers use other sizes."
      ]

data SndFileTransfer = SndFileTransfer
  { fileId :: Int64,
    fileName :: Text,
    filePath :: Text,
    fileSize :: Int64,
    chunkSize :: Int64,
    recipientDisplayName :: Text,
    connId :: Int64,
    agentConnId :: Text,
    groupMemberId :: Maybe Int64,
    fileStatus :: FileStatus,
    fileDescrId :: Maybe Int64,
    fileInline :: Maybe InlineFileMode
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SndFileTransfer where
  about =
    record
      "A sent file as seen from one recipient."
      [ "filePath" := "Relative to the files folder, if one is set, or absolute.",
        "fileSize" := "In bytes.",
        "chunkSize" := "In bytes, for files inside messages. File servers use other sizes.",
        "connId" := "Id of the recipient's connection in the database of the core.",
        "agentConnId" := "Base64 id of the same connection in the agent.",
        "groupMemberId" := "Present when the recipient is a member of a group.",
        "fileDescrId" := "Id of the description made for this recipient.",
        "fileInline" := "Present when the file travels inside messages."
      ]

data RcvFileDescr = RcvFileDescr
  { fileDescrId :: Int64,
    fileDescrText :: Text,
    fileDescrPartNo :: Int,
    fileDescrComplete :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvFileDescr where
  about =
    record
      "The description of a received file, as far as it has arrived."
      [ "fileDescrText"
          := "Text in YAML; it can be empty. It contains keys: anyone who has it can download the \
             \file.",
        "fileDescrPartNo"
          := "Number of the last part that arrived. It is 0 while the sender still uploads the \
             \file.",
        "fileDescrComplete" := "True when all parts are there and the file can be downloaded."
      ]

data XFTPRcvFile = XFTPRcvFile
  { rcvFileDescription :: RcvFileDescr,
    agentRcvFileId :: Maybe Text,
    agentRcvFileDeleted :: Bool,
    userApprovedRelays :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared XFTPRcvFile where
  about =
    record
      "The download of a received file from file servers."
      [ "agentRcvFileId"
          := "Base64 id of the transfer in the agent. Absent until the download starts.",
        "agentRcvFileDeleted" := "True when the agent has deleted its record of the download.",
        "userApprovedRelays"
          := "True when the user agreed to servers that are not among the configured ones, which \
             \learn the IP address."
      ]

data RcvFileStatus
  = RcvFileStatusNew
  | RcvFileStatusAccepted {filePath :: Text}
  | RcvFileStatusConnected {filePath :: Text}
  | RcvFileStatusComplete {filePath :: Text}
  | RcvFileStatusCancelled {filePath_ :: Maybe Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvFileStatus where
  about =
    union
      "State of receiving a file."
      [ "new" := "Offered.",
        "accepted" := "Accepted; nothing has arrived yet.",
        "accepted.filePath"
          := "Where the file will be. Relative to the files folder, if one is set; a taken name \
             \gets a number.",
        "connected" := "Being received.",
        "connected.filePath" := "Where the file will be.",
        "complete" := "The file is there.",
        "complete.filePath" := "Where the file is.",
        "cancelled" := "Cancelled.",
        "cancelled.filePath_" := "Absent when the file was never accepted."
      ]

data RcvFileTransfer = RcvFileTransfer
  { fileId :: Int64,
    xftpRcvFile :: Maybe XFTPRcvFile,
    fileInvitation :: FileInvitation,
    fileStatus :: RcvFileStatus,
    fileType :: FileType,
    rcvFileInline :: Maybe InlineFileMode,
    senderDisplayName :: Text,
    chunkSize :: Int64,
    cancelled :: Bool,
    grpMemberId :: Maybe Int64,
    cryptoArgs :: Maybe CryptoFileArgs
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvFileTransfer where
  about =
    record
      "A file that the user receives."
      [ "xftpRcvFile" := "Present when a message's file goes through file servers.",
        "rcvFileInline" := "Present when the file travels inside messages.",
        "senderDisplayName" := "Empty for a file that came with no message.",
        "chunkSize" := "In bytes.",
        "grpMemberId" := "The sender, when the file comes from a member of a group.",
        "cryptoArgs" := "Present when the file is stored encrypted on disk."
      ]

data FileType
  = FileTypeNormal
  | FileTypeRoster
  deriving (Eq, Show, Generic, Wire)

instance Declared FileType where
  about =
    enumeration
      "What a received file is for."
      [ "normal" := "A file of a message, or a file outside of chats.",
        "roster"
          := "The list of the privileged members of a channel, which the core exchanges by itself."
      ]

data FileTransfer
  = FileTransferSnd {fileTransferMeta :: FileTransferMeta, sndFileTransfers :: [SndFileTransfer]}
  | FileTransferRcv {rcvFileTransfer :: RcvFileTransfer}
  deriving (Eq, Show, Generic, Wire)

instance Declared FileTransfer where
  about =
    union
      "A file that is sent or received."
      [ "snd" := "A file that the user sends.",
        "rcv" := "A file that the user receives."
      ]
      & undocumented
