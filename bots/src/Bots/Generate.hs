-- | Everything that is generated from the declaration.
module Bots.Generate
  ( generate,
  )
where

import Bots.Declaration (API, schemaOf)
import Bots.Declaration.Check (apiProblems)
import Bots.Generate.Markdown (generateMarkdown)
import Bots.Generate.Samples (generateSamples)
import Bots.Generate.Schema (generateSchema)
import Bots.Generate.TypeScript (generateTypeScript)
import Bots.Output (Output)
import Bots.Schema.Problem (Problem)

-- | The files, or what is wrong in the declaration.
generate :: API -> Either [Problem] [Output]
generate api = case apiProblems api of
  [] ->
    ( ( generateSchema schema
          <> generateTypeScript schema
          <> generateMarkdown schema
      )
        <>
    )
      <$> generateSamples schema api
  found -> Left found
  where
    schema = schemaOf api
