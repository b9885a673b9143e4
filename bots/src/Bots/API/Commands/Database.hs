-- | Commands about the databases as a whole.
module Bots.API.Commands.Database
  ( commands,
    APIExportArchive (..),
    ExportArchive (..),
    APIImportArchive (..),
    APIDeleteStorage (..),
    APIStorageEncryption (..),
    TestStorageEncryption (..),
  )
where

import Bots.API.Types.Databases (ArchiveConfig, DBEncryptionConfig)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIExportArchive,
    declareCommand @ExportArchive,
    declareCommand @APIImportArchive,
    declareCommand @APIDeleteStorage,
    declareCommand @APIStorageEncryption,
    declareCommand @TestStorageEncryption
  ]

data APIExportArchive = APIExportArchive
  { archiveConfig :: ArchiveConfig
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIExportArchive where
  about =
    record
      "Writes databases and files to an archive. The chat must be stopped. Answers \
      \`archiveExported`."
      []
      & undocumented

instance Command APIExportArchive where
  syntax = "/_db export " <> json "archiveConfig"
  network = NoNetwork
  answers = ["archiveExported", "chatCmdError"]

data ExportArchive = ExportArchive
  deriving (Eq, Show, Generic, Wire)

instance Declared ExportArchive where
  about =
    record
      "Writes databases and files to an archive that is named after the time. The chat must be \
      \stopped. Answers `archiveExported`."
      []
      & undocumented

instance Command ExportArchive where
  syntax = "/db export"
  network = NoNetwork
  answers = ["archiveExported", "chatCmdError"]

data APIImportArchive = APIImportArchive
  { archiveConfig :: ArchiveConfig
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIImportArchive where
  about =
    record
      "Replaces databases and files by those of an archive. The chat must be stopped, and the \
      \core has to be opened anew. Answers `archiveImported`."
      []
      & undocumented

instance Command APIImportArchive where
  syntax = "/_db import " <> json "archiveConfig"
  network = NoNetwork
  answers = ["archiveImported", "chatCmdError"]

data APIDeleteStorage = APIDeleteStorage
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteStorage where
  about =
    record
      "Deletes databases and files. The chat must be stopped, and the core has to be opened anew. \
      \Answers `cmdOk`."
      []
      & undocumented

instance Command APIDeleteStorage where
  syntax = "/_db delete"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIStorageEncryption = APIStorageEncryption
  { encryptionConfig :: DBEncryptionConfig
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIStorageEncryption where
  about =
    record
      "Encrypts or decrypts the databases, or changes the key. The chat must be stopped. Answers \
      \`cmdOk`."
      []
      & undocumented

instance Command APIStorageEncryption where
  syntax = "/_db encryption " <> json "encryptionConfig"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data TestStorageEncryption = TestStorageEncryption
  { key :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared TestStorageEncryption where
  about =
    record
      "Tests whether a key opens the databases. Answers `cmdOk`."
      []
      & undocumented

instance Command TestStorageEncryption where
  syntax = "/db test key " <> word "key"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]
