import type { HostDocument } from '../../host-documents/schema.ts';
import { type Cells, cellsOf } from '../../spreadsheets/fields.ts';
import { cellsChanged } from '../../spreadsheets/sheet.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { type Speaker, speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { fieldsFor, type SheetKey, titlesOf } from './fields.ts';

/* Facts as a person reads them: under the titles of the columns, in labels, without a code. */

/** A fact that changes; null: nothing is said. */
export interface FactChange {
  title: string;
  before: string | null;
  after: string | null;
}

const CODE = / \((?:country|region|departement|commune):\w+\)/g;
/** A cell that holds a date and nothing else: a date in a text stays as its author wrote it. */
const DATE = /^\d{4}-\d{2}(-\d{2})?$/;
const DECIMAL = /^(\d+)\.(\d*[1-9])0?$/;

/** A cell of a workbook in words: workbooks hold codes next to names, days as cells of days, numbers with a point. */
function inWords(cell: string, { language, date }: Speaker): string {
  if (DATE.test(cell)) return date(cell);
  const plain = cell.replace(CODE, '');
  return plain.replace(DECIMAL, language === 'fr' ? '$1,$2' : '$1.$2');
}

/** The facts in which two states of a host, a service or a plan differ. */
export function factChanges(
  sheet: SheetKey,
  before: object,
  after: object,
  reference: Reference,
  language: Language,
): FactChange[] {
  const fields = fieldsFor(reference)[sheet];
  const titles = titlesOf(sheet);
  const [old, now] = [cellsOf(fields, before, language), cellsOf(fields, after, language)];
  const say = speaker(language, reference);
  const said = (cells: Cells, column: string) => (cells[column] ? inWords(cells[column], say) : null);
  return cellsChanged(fields, before, after).map(({ column }) => ({
    ...{ title: titles[column]?.[language] ?? column, before: said(old, column), after: said(now, column) },
  }));
}

/** What a service says, fact by fact: `Usages : fichiers partagés`. */
export const factsOfService = (service: object, reference: Reference, language: Language): FactChange[] =>
  factChanges('services', {}, service, reference, language).filter(({ after }) => after !== null);

/** The facts of a host and of one of its services in which two documents differ; `added`: the whole service is new. */
interface DocumentChange {
  service?: string;
  added?: true;
  facts: FactChange[];
}

/** The facts of a host and of its services in which two documents differ. */
export function documentChanges(
  before: HostDocument,
  after: HostDocument,
  reference: Reference,
  language: Language,
): DocumentChange[] {
  const ofHost = { facts: factChanges('hosts', before.host, after.host, reference, language) };
  const ofServices = after.services.map((service) => {
    const old = before.services.find(({ slug }) => slug === service.slug);
    const facts = factChanges('services', old ?? {}, service, reference, language);
    return { service: service.name, ...(!old && { added: true as const }), facts };
  });
  return [ofHost, ...ofServices].filter(({ facts }) => facts.length > 0);
}
