// Where the jobs of the command line send what they send, and on whose behalf: the options they share.
import type { Command } from "commander";
import type { Destination } from "./ask-api.ts";
import { dataDirOption, environmentOf, readConfig } from "./config.ts";
import { developmentToken } from "./token.ts";

/** The options that name the API and the token. */
interface DestinationOptions {
  readonly api?: string;
  readonly token?: string;
}

/** Gives a command the options that name the API and the token. */
export const withDestination = (command: Command): Command =>
  command
    .option("--api <url>", "the address of the API; left out, http://127.0.0.1 and the port of the settings")
    .option("--token <token>", "a token of the region's office; left out, a development token is made")
    .addOption(dataDirOption);

/** The destination that the options of a command name. Without a token it is a development token of the region's office. */
export async function destinationOf(command: Command, region: string): Promise<Destination> {
  const { api, token } = command.opts<DestinationOptions>();
  const { dataDir, tokenAudience, port } = readConfig(true, environmentOf(command));
  return {
    api: api ?? `http://127.0.0.1:${port}`,
    token: token ?? (await developmentToken(dataDir, tokenAudience, { region, role: ["office"], hours: 1 })),
  };
}
