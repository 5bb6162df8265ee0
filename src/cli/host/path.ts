import type { Asked } from '../command.ts';

/** Where the API has the host that a command names. */
export const hostPath = ({ words }: Asked): string => `/v1/hosts/${encodeURIComponent(words[0]!)}`;

/** A command that names one host. */
export const ONE_HOST = { least: 1, most: 1 };

/** A text for people, in the language it is written in. */
export const textIn = (language: 'fr' | 'en', text: string) => ({ [language]: text });
