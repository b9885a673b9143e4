module Bots.CommittedSpec (spec) where

import Bots.API (botAPI)
import Bots.Generate (generate)
import Bots.Output
import Bots.Schema.Problem (describe)
import Control.Monad (unless)
import qualified Data.Text as T
import System.Environment (lookupEnv)
import Test.Hspec hiding (describe)

spec :: Spec
spec =
  it "is what is committed (outside CI a stale file is rewritten, and the next run passes)" $ do
    root <- repositoryRoot
    underCI <- maybe False (`notElem` ["", "0", "false"]) <$> lookupEnv "CI"
    case generate botAPI of
      Left found -> expectationFailure (T.unpack (T.unlines (map describe found)))
      Right outputs -> do
        states <- compareWith root outputs
        unless (null states) $ do
          unless underCI (write root outputs)
          expectationFailure
            ( unlines
                ( map show states
                    <> [ if underCI
                           then "Run `pnpm generate` and commit what it writes."
                           else "They are rewritten now."
                       ]
                )
            )
