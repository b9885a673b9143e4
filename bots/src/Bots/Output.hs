-- | Generated files: what they should be, and what is on disk.
module Bots.Output
  ( Output (..),
    State (..),
    compareWith,
    write,
    generatedFolders,
    repositoryRoot,
  )
where

import Control.Exception (IOException, try)
import Control.Monad (filterM)
import qualified Data.ByteString as ByteString
import Data.List ((\\))
import Data.Text (Text)
import qualified Data.Text.Encoding as Text
import System.Directory
  ( createDirectoryIfMissing,
    doesDirectoryExist,
    doesFileExist,
    getCurrentDirectory,
    listDirectory,
    removeFile,
  )
import System.FilePath (takeDirectory, (</>))

-- | A file by its path from the root of the repository, with forward slashes.
data Output = Output {outputPath :: FilePath, outputText :: Text}
  deriving (Eq, Show)

data State = Missing FilePath | Stale FilePath | Orphaned FilePath
  deriving (Eq, Show)

-- | The folders in which every file is one of ours.
generatedFolders :: [FilePath]
generatedFolders =
  [ "packages/types/schema",
    "packages/types/src/gen/types",
    "packages/types/src/gen/wire",
    "packages/types/test/gen/samples",
    "bots/gen"
  ]

-- | What differs on disk below a root, with files in our folders that nothing generates any more.
compareWith :: FilePath -> [Output] -> IO [State]
compareWith root outputs = do
  states <- concat <$> traverse state outputs
  found <- concat <$> traverse (filesBelow root) generatedFolders
  pure (states <> map Orphaned (found \\ map outputPath outputs))
  where
    state (Output path text) = do
      current <-
        try (ByteString.readFile (root </> path)) :: IO (Either IOException ByteString.ByteString)
      pure $ case current of
        Left _ -> [Missing path]
        Right bytes | bytes /= Text.encodeUtf8 text -> [Stale path]
        Right _ -> []

-- | Writes all outputs and removes the orphans.
write :: FilePath -> [Output] -> IO ()
write root outputs = do
  orphans <- compareWith root outputs
  sequence_ [removeFile (root </> path) | Orphaned path <- orphans]
  mapM_ writeOne outputs
  where
    writeOne (Output path text) = do
      createDirectoryIfMissing True (takeDirectory (root </> path))
      ByteString.writeFile (root </> path) (Text.encodeUtf8 text)

filesBelow :: FilePath -> FilePath -> IO [FilePath]
filesBelow root folder = do
  there <- doesDirectoryExist (root </> folder)
  names <- if there then listDirectory (root </> folder) else pure []
  let paths = map ((folder <> "/") <>) names
  files <- filterM (doesFileExist . (root </>)) paths
  folders <- filterM (doesDirectoryExist . (root </>)) paths
  deeper <- traverse (filesBelow root) folders
  pure (files <> concat deeper)

-- | The folder above this one that has cabal.project in it.
repositoryRoot :: IO FilePath
repositoryRoot = getCurrentDirectory >>= search
  where
    search folder = do
      found <- doesFileExist (folder </> "cabal.project")
      if found || takeDirectory folder == folder then pure folder else search (takeDirectory folder)
