-- | Answers to commands about databases.
module Bots.API.Responses.Databases
  ( DatabaseResponse (..),
  )
where

import Bots.API.Types.Databases (ArchiveError)
import Bots.API.Types.Diagnostics (SlowSQLQuery)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data DatabaseResponse
  = CRSQLResult {rows :: [Text]}
  | CRArchiveExported {archiveErrors :: [ArchiveError]}
  | CRArchiveImported {archiveErrors :: [ArchiveError]}
  | CRSlowSQLQueries {chatQueries :: [SlowSQLQuery], agentQueries :: [SlowSQLQuery]}
  deriving (Eq, Show, Generic, Wire)

instance Declared DatabaseResponse where
  about =
    union
      "Answers to commands about databases."
      [ "sQLResult" := "Rows of the database. Only raw text leads to it.",
        "archiveExported" := "Databases and files were written to an archive.",
        "archiveImported" := "Databases and files were read from an archive.",
        "slowSQLQueries" := "Slow queries of the databases. Only raw text leads to it."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "sQLResult",
          "archiveExported",
          "archiveImported",
          "slowSQLQueries"
        ]
