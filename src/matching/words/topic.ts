import type { Speaker } from '../../vocabulary/speaker.ts';

// Parameters are as many as codes; each sentence knows its own.
// biome-ignore lint/suspicious/noExplicitAny: the codes and parameters of the engine are checked by the sentences' test
export type Params = Record<string, any>;

type Say = (params: Params, say: Speaker) => string;

/** Sentences by code, in both languages side by side. */
export type Topic = Record<string, { readonly fr: Say; readonly en: Say }>;
