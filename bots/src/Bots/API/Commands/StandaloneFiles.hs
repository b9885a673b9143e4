-- | Commands about files outside of chats, and the folders of files.
module Bots.API.Commands.StandaloneFiles
  ( commands,
    SetFileToReceive (..),
    FileStatus (..),
    APIUploadStandaloneFile (..),
    APIDownloadStandaloneFile (..),
    APIStandaloneFileInfo (..),
    APISetAppFilePaths (..),
    SetFilesFolder (..),
    SetTempFolder (..),
    APISetEncryptLocalFiles (..),
  )
where

import Bots.API.Types.Databases (AppFilePathsConfig)
import Bots.API.Types.Files (CryptoFile)
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
  [ declareCommand @SetFileToReceive,
    declareCommand @FileStatus,
    declareCommand @APIUploadStandaloneFile,
    declareCommand @APIDownloadStandaloneFile,
    declareCommand @APIStandaloneFileInfo,
    declareCommand @APISetAppFilePaths,
    declareCommand @SetFilesFolder,
    declareCommand @SetTempFolder,
    declareCommand @APISetEncryptLocalFiles
  ]

data SetFileToReceive = SetFileToReceive
  { fileId :: Int64,
    userApprovedRelays :: Bool,
    storeEncrypted :: Maybe Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetFileToReceive where
  about =
    record
      "Marks a file to be received when the chat is started next. Answers `cmdOk`."
      []
      & undocumented

instance Command SetFileToReceive where
  syntax =
    "/_set_file_to_receive "
      <> number "fileId"
      <> flag " approved_relays=" "userApprovedRelays"
      <> optional "storeEncrypted" (" encrypt=" <> switch "storeEncrypted")
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data FileStatus = FileStatus
  { fileId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FileStatus where
  about =
    record
      "Reads the state of a file. Answers `fileTransferStatusXFTP` for a file of a message, or \
      \`fileTransferStatus`."
      []
      & undocumented

instance Command FileStatus where
  syntax = spelledToo "/fstatus " ["/fs "] <> number "fileId"
  network = NoNetwork
  answers = ["fileTransferStatus", "fileTransferStatusXFTP", "chatCmdError"]

data APIUploadStandaloneFile = APIUploadStandaloneFile
  { userId :: Int64,
    file :: CryptoFile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUploadStandaloneFile where
  about =
    record
      "Uploads a file outside of chats. Answers `sndStandaloneFileCreated`; \
      \`sndStandaloneFileComplete` brings its links."
      []
      & undocumented

instance Command APIUploadStandaloneFile where
  syntax = "/_upload " <> number "userId" <> " " <> cryptoFile "file"
  network = Background
  answers = ["sndStandaloneFileCreated", "chatCmdError"]

data APIDownloadStandaloneFile = APIDownloadStandaloneFile
  { userId :: Int64,
    fileUri :: Text,
    file :: CryptoFile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDownloadStandaloneFile where
  about =
    record
      "Downloads a file by its link. Answers `rcvStandaloneFileCreated`; \
      \`rcvStandaloneFileComplete` follows."
      []
      & undocumented

instance Command APIDownloadStandaloneFile where
  syntax =
    "/_download "
      <> number "userId"
      <> " "
      <> word "fileUri"
      <> " "
      <> cryptoFile "file"
  network = Background
  answers = ["rcvStandaloneFileCreated", "chatCmdError"]

data APIStandaloneFileInfo = APIStandaloneFileInfo
  { fileUri :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIStandaloneFileInfo where
  about =
    record
      "Reads what a file link carries. Answers `standaloneFileInfo`."
      []
      & undocumented

instance Command APIStandaloneFileInfo where
  syntax = "/_download info " <> word "fileUri"
  network = NoNetwork
  answers = ["standaloneFileInfo", "chatCmdError"]

data APISetAppFilePaths = APISetAppFilePaths
  { filePaths :: AppFilePathsConfig
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetAppFilePaths where
  about =
    record
      "Sets the folders of files, temporary files and assets, before the chat is started. Answers \
      \`cmdOk`."
      []
      & undocumented

instance Command APISetAppFilePaths where
  syntax = "/set file paths " <> json "filePaths"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data SetFilesFolder = SetFilesFolder
  { filesFolder :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetFilesFolder where
  about =
    record
      "Sets the folder of files, before the chat is started. APISetAppFilePaths replaces it. \
      \Answers `cmdOk`."
      []
      & undocumented

instance Command SetFilesFolder where
  syntax = spelledToo "/_files_folder " ["/files_folder "] <> rest "filesFolder"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data SetTempFolder = SetTempFolder
  { tempFolder :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetTempFolder where
  about =
    record
      "Sets the folder of temporary files, before the chat is started. APISetAppFilePaths \
      \replaces it. Answers `cmdOk`."
      []
      & undocumented

instance Command SetTempFolder where
  syntax = "/_temp_folder " <> rest "tempFolder"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetEncryptLocalFiles = APISetEncryptLocalFiles
  { enable :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetEncryptLocalFiles where
  about =
    record
      "Sets whether received files are encrypted on the device. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetEncryptLocalFiles where
  syntax = "/_files_encrypt " <> switch "enable"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]
