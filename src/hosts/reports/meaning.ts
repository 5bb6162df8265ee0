import { decoded } from '../../ground/addresses.ts';
import type { Fault } from '../../ground/errors.ts';
import { fault } from '../../ground/errors.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { emailIn, personalDataIn } from './personal-data.ts';
import type { ReportDraft } from './schema.ts';
import { NO_PERSONAL_DATA } from './words.ts';

/** What in a text must not be kept. */
export const personalFaults = (pointer: string, text: Text | undefined): Fault[] =>
  Object.entries(text ?? {}).flatMap(([language, said]) => {
    const found = personalDataIn(said);
    return found ? [fault(`${pointer}/${language}`, 'personal-data', NO_PERSONAL_DATA[found])] : [];
  });

function aboutFaults(about: string, services: readonly { slug: string }[], reference: Reference): Fault[] {
  const [what, name] = about.split(':') as [string, string];
  const exists = {
    service: () => services.some(({ slug }) => slug === name),
    criterion: () => reference.criteria.has(name),
    commitment: () => reference.commitmentKinds.has(name),
  }[what]!();
  if (exists) return [];
  return [
    fault('/about', 'unknown-subject', {
      fr: `Rien ne s’appelle ${about} ici : corrigez, ou laissez ce champ vide.`,
      en: `Nothing is called ${about} here: correct it, or leave this field out.`,
    }),
  ];
}

/** What is wrong with a report, given the services of its host. */
export const reportFaults = (
  { about, text, url }: ReportDraft,
  services: readonly { slug: string }[],
  reference: Reference,
): Fault[] => [
  ...(about === undefined ? [] : aboutFaults(about, services, reference)),
  ...personalFaults('/text', text),
  ...(url !== undefined && emailIn(decoded(url)) ? [fault('/url', 'personal-data', NO_PERSONAL_DATA.email)] : []),
];
