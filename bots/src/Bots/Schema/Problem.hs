-- | Something wrong in a declaration.
module Bots.Schema.Problem
  ( Problem (..),
    describe,
  )
where

import Data.Text (Text)

data Problem = Problem
  { problemPlace :: Text,
    problemText :: Text
  }
  deriving (Eq, Ord, Show)

describe :: Problem -> Text
describe Problem {problemPlace, problemText} = problemPlace <> " " <> problemText
