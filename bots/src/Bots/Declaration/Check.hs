-- | What must hold in the API as a whole.
module Bots.Declaration.Check
  ( apiProblems,
  )
where

import Bots.Declaration
import Bots.Schema
import Bots.Schema.Check (problems)
import Bots.Schema.Problem (Problem (..))
import Data.List (group, sort, (\\))

-- | Everything that is wrong with an API. None is the only good answer.
apiProblems :: API -> [Problem]
apiProblems api = eventProblems api <> problems (schemaOf api)

-- | Every event is in one category: the schema would be without one that is in none.
eventProblems :: API -> [Problem]
eventProblems api =
  [Problem tag "is an event of no category" | tag <- declared \\ listed]
    <> [ Problem tag "is in a category of events, but no event"
         | tag <- listed \\ declared,
           tag `notElem` declared
       ]
    <> [Problem tag "is in two categories of events" | tag : _ : _ <- group (sort listed)]
  where
    declared = map memberTag (definition (apiEvents api))
    listed = concatMap areaItems (apiEventAreas api)
