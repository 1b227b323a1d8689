// The code that a front end generates from the schema and its documents, made in memory: nothing is asked for over a network.
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildASTSchema, type DocumentNode } from "graphql";

/** The generator only takes a folder to write to; nothing is written here. */
const folder = "client/";

/** A document with the name of its file. */
export interface ClientDocument {
  readonly location: string;
  readonly rawSDL: string;
  readonly document: DocumentNode;
}

/**
 * The generated files by name: the types of every operation, for the given types of the schema's scalars. Throws where a
 * document does not fit the schema.
 */
export async function clientCode(
  schema: DocumentNode,
  documents: readonly ClientDocument[],
  scalars: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: folder,
    presetConfig: { fragmentMasking: false },
    schema,
    schemaAst: buildASTSchema(schema),
    documents: [...documents],
    config: { scalars, documentMode: "string", enumsAsTypes: true, strictScalars: true, useTypeImports: true },
    pluginMap: {},
    plugins: [],
  });
  const files = new Map<string, string>();
  for (const section of sections) files.set(section.filename.slice(folder.length), await codegen(section));
  return files;
}
