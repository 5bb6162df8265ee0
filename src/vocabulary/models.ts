import type { Label } from './reference.ts';

/*
 * Public model documents that a host or an association can adopt: `models.json`. Their texts belong to others, so only
 * their addresses are stored.
 */

const KINDS = [
  'processing-agreement',
  'backup-policy',
  'closing-notice',
  'terms',
  'governance',
  'minutes',
  'migration-checklist',
  'migration-message',
  'migration-workshop',
  'awareness',
  'host-training',
] as const;
export type ModelKind = (typeof KINDS)[number];

export interface PublicModel {
  key: string;
  for: 'host' | 'association';
  kind: ModelKind;
  title: Label;
  url: string;
  /** SPDX identifier; absent: no licence was found, so there is no permission to copy. */
  licence?: string;
  note?: Label;
  source: string;
  readOn: string;
  /** Date of the page; null: unknown. */
  asOf: string | null;
}

const FILE = 'models.json';

/**
 * The models in a file.
 * @throws Error with the name of the file for a duplicate, an unknown kind, or an invalid web address
 */
export function readModels({ models }: { models: PublicModel[] }): readonly PublicModel[] {
  const keys = new Set<string>();
  for (const { key, kind, for: reader, title, url, source } of models) {
    if (keys.has(key)) throw new Error(`${FILE}: ${key} comes twice`);
    keys.add(key);
    if (!KINDS.includes(kind)) throw new Error(`${FILE}: ${key} is of the unknown kind ${kind}`);
    if (reader !== 'host' && reader !== 'association') throw new Error(`${FILE}: ${key} is for nobody`);
    if (!title.fr || !title.en) throw new Error(`${FILE}: ${key} lacks a title`);
    if (![url, source].every((address) => /^https?:\/\/\S+$/.test(address)))
      throw new Error(`${FILE}: ${key} has no web address`);
  }
  return models;
}
