-- | The databases of the core: their errors, archives, keys and folders.
module Bots.API.Types.Databases
  ( types,
    SQLiteError (..),
    DatabaseError (..),
    ArchiveConfig (..),
    ArchiveError (..),
    DBEncryptionConfig (..),
    UpMigration (..),
    CoreVersionInfo (..),
    AppFilePathsConfig (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @SQLiteError,
    declareType @DatabaseError,
    declareType @ArchiveConfig,
    declareType @ArchiveError,
    declareType @DBEncryptionConfig,
    declareType @UpMigration,
    declareType @CoreVersionInfo,
    declareType @AppFilePathsConfig
  ]

data SQLiteError
  = SQLiteErrorErrorNotADatabase
  | SQLiteErrorError {dbError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared SQLiteError where
  about =
    union
      "An error of SQLite when the database was opened or encrypted."
      [ "errorNotADatabase" := "The file is no database, or the key is wrong.",
        "error" := "Another error."
      ]
      & undocumented

data DatabaseError
  = DatabaseErrorErrorEncrypted
  | DatabaseErrorErrorPlaintext
  | DatabaseErrorErrorNoFile {dbFile :: Text}
  | DatabaseErrorErrorExport {sqliteError :: SQLiteError}
  | DatabaseErrorErrorOpen {sqliteError :: SQLiteError}
  deriving (Eq, Show, Generic, Wire)

instance Declared DatabaseError where
  about =
    union
      "An error of a command about the whole database."
      [ "errorEncrypted" := "The database is encrypted already.",
        "errorPlaintext" := "The database is not encrypted.",
        "errorNoFile" := "The file is missing.",
        "errorExport" := "The database cannot be written under the new key.",
        "errorOpen" := "The database cannot be opened."
      ]
      & undocumented

data ArchiveConfig = ArchiveConfig
  { archivePath :: Text,
    disableCompression :: Maybe Bool,
    parentTempDirectory :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ArchiveConfig where
  about =
    record
      "An archive of databases and files."
      [ "archivePath" := "Path of the ZIP file."
      ]
      & undocumented

data ArchiveError
  = ArchiveErrorImport {importError :: Text}
  | ArchiveErrorFileError {file :: Text, fileError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared ArchiveError where
  about =
    union
      "What is missing in an archive that was written or read."
      [ "import" := "A part could not be imported.",
        "fileError" := "A file could not be archived or restored."
      ]
      & undocumented

data DBEncryptionConfig = DBEncryptionConfig
  { currentKey :: Text,
    newKey :: Text,
    keepKey :: Maybe Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared DBEncryptionConfig where
  about =
    record
      "How to encrypt the databases."
      [ "currentKey" := "The key of today; empty when they are not encrypted.",
        "newKey" := "The new key; empty to decrypt them."
      ]
      & undocumented

data UpMigration = UpMigration
  { upName :: Text,
    withDown :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UpMigration where
  about =
    record
      "A migration that a database went through."
      []
      & undocumented

data CoreVersionInfo = CoreVersionInfo
  { version :: Text,
    simplexmqVersion :: Text,
    simplexmqCommit :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CoreVersionInfo where
  about =
    record
      "Versions of the core and of its messaging library."
      [ "version" := "The version of SimpleX Chat with its build, such as `7.0.0.6`.",
        "simplexmqVersion" := "The version of the messaging library.",
        "simplexmqCommit" := "The commit of that library; can be empty."
      ]
      & undocumented

data AppFilePathsConfig = AppFilePathsConfig
  { appFilesFolder :: Text,
    appTempFolder :: Text,
    appAssetsFolder :: Text,
    appRemoteHostsFolder :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AppFilePathsConfig where
  about =
    record
      "Folders of the core. Relative paths are taken from them."
      [ "appFilesFolder" := "Received files, and files to send.",
        "appTempFolder" := "Files that are being encrypted, decrypted or put together.",
        "appAssetsFolder" := "Pictures of the app; the core needs it to exist.",
        "appRemoteHostsFolder" := "Files of controlled devices; absent when there are none."
      ]
      & undocumented
