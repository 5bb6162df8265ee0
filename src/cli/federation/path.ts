import type { Asked } from '../command.ts';

/** Where the API has the federation that a command names. */
export const federationPath = ({ words }: Asked): string => `/v1/federations/${encodeURIComponent(words[0]!)}`;

/** A command that names one federation. */
export const ONE_FEDERATION = { least: 1, most: 1 };
