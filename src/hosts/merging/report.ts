import type { HostBefore } from '../../record/finish-write.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Merge, MergedPart, MergeOutcome } from './schema.ts';

/** The entry that is kept, and the one that is merged into it, before the merge. */
export interface Both {
  kept: HostBefore;
  other: HostBefore;
}

/** Something that could not simply be moved. `becomes`: its new name. */
export interface Conflict {
  what: MergedPart;
  key: string;
  code: MergeOutcome;
  becomes?: string;
}

const SENTENCES: Record<MergeOutcome, Record<Language, (conflict: Conflict) => string>> = {
  'kept-stands': {
    fr: ({ key }) => `« ${key} » : les deux fiches le disent ; ce que dit la fiche gardée reste.`,
    en: ({ key }) => `"${key}": both entries say it; what the kept entry says stays.`,
  },
  'other-stands': {
    fr: ({ key }) =>
      `« ${key} » : les deux fiches le disent ; ce que disait l’autre fiche est plus sûr ou plus récent, et la remplace.`,
    en: ({ key }) => `"${key}": both entries say it; what the other entry said is surer or newer, and takes its place.`,
  },
  renamed: {
    fr: ({ key, becomes }) =>
      `« ${key} » : les deux fiches ont un service de cet identifiant ; celui de l’autre fiche devient « ${becomes} ».`,
    en: ({ key, becomes }) =>
      `"${key}": both entries have a service of this slug; that of the other becomes "${becomes}".`,
  },
  'left-behind': {
    fr: ({ key }) =>
      `« ${key} » ne passe pas dans la fiche gardée ; son passé reste lisible dans l’histoire de l’autre.`,
    en: ({ key }) =>
      `"${key}" does not move to the kept entry; its past can still be read in the history of the other.`,
  },
  'prices-left': {
    fr: ({ key }) =>
      `« ${key} » : ses prix sont plus anciens que la confirmation de la fiche gardée et passeraient pour confirmés ; ils sont inconnus tant que l’hébergeur ne les redit pas.`,
    en: ({ key }) =>
      `"${key}": its prices are older than the confirmation of the kept entry and would pass for confirmed; they are unknown until the host says them again.`,
  },
};

export interface MergeReport {
  moved(what: MergedPart, ...keys: readonly string[]): void;
  /** Adds a number of things that have no names. */
  counted(what: MergedPart, count: number): void;
  conflict(conflict: Conflict): void;
  read(language: Language): Pick<Merge, 'moved' | 'conflicts'>;
}

export function createReport(): MergeReport {
  const moved = new Map<MergedPart, { count: number; keys?: string[] }>();
  const conflicts: Conflict[] = [];
  return {
    moved: (what, ...keys) => {
      if (keys.length === 0) return;
      const before = moved.get(what)?.keys ?? [];
      moved.set(what, { count: before.length + keys.length, keys: [...before, ...keys] });
    },
    counted: (what, count) => {
      if (count > 0) moved.set(what, { count: (moved.get(what)?.count ?? 0) + count });
    },
    conflict: (one) => void conflicts.push(one),
    read: (language) => ({
      moved: [...moved].map(([what, { count, keys }]) => ({ what, count, ...(keys && { keys }) })),
      conflicts: conflicts.map((one) => ({
        what: one.what,
        key: one.key,
        code: one.code,
        text: SENTENCES[one.code][language](one),
      })),
    }),
  };
}
