import type { Topic } from '../../matching/words/topic.ts';

/** What a recommendation says besides the words of a host's history. */
export const SINCE = {
  successor: {
    fr: ({ name }) => `Repreneur annoncé\u00a0: ${name}.`,
    en: ({ name }) => `Announced successor: ${name}.`,
  },
} satisfies Topic;
