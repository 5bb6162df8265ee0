import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { acceptProposals, refuseProposals } from '../../exchange/imports/commands.ts';
import type { Proposal } from '../../exchange/imports/schema.ts';
import { titlesOf } from '../../exchange/spreadsheets/fields.ts';
import { factChanges, factsOfService } from '../../exchange/spreadsheets/in-words.ts';
import type { CatalogueError } from '../../ground/errors.ts';
import { capital, curved } from '../../ground/texts.ts';
import { type Filled, Select } from '../../pages/frame/fields.tsx';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { FACT_NAMES } from '../../pages/words/host-offers.ts';
import type { Context } from '../../record/context.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DeskForm, OutsideLine } from '../desk-page.tsx';
import type { Refusal } from '../form-command.ts';
import { FILE } from '../words/file.ts';
import { ANSWERS } from '../words/host-answers.ts';

/** Does what a button of one card says, or one for all of them. */
export async function decideProposals(context: Context, host: string, sent: URLSearchParams): Promise<void> {
  const ids = sent.getAll('id');
  const [id] = ids;
  const version = sent.get('version') ?? undefined;
  const chosen = id === undefined ? { all: true as const } : { ids };
  if (sent.get('do') === 'refuse') {
    await refuseProposals(context, host, chosen, version);
    return;
  }
  const usage = id && sent.get(`usage-${id}`)?.trim();
  await acceptProposals(context, host, { ...chosen, ...(usage && { usages: { [id]: [usage] } }) }, version);
}

/** What was refused: that a usage is lacking is said next to its field. */
export const besideUsage = (
  refused: Refusal,
  { faults }: CatalogueError,
  sent: URLSearchParams,
  text: string,
): Refusal =>
  sent.has('id') && faults.some(({ code }) => code === 'usages-needed')
    ? { faults: { [`usage-${sent.get('id')}`]: text } }
    : refused;

type Sheet = 'hosts' | 'services';

/** A value of a file or of an entry, as a person reads it; undefined: nothing. */
function valueIn(sheet: Sheet, field: string, value: unknown, reference: Reference, say: Speaker): string | undefined {
  if (value === null || value === undefined) return undefined;
  const { fr, en } = Object(value) as Record<string, unknown>;
  const text = say.language === 'fr' ? (fr ?? en) : (en ?? fr);
  if (typeof text === 'string') return text;
  const facts = factChanges(sheet, {}, { [field]: value }, reference, say.language);
  return facts.length === 0 ? undefined : say.list(facts.flatMap(({ after }) => after ?? []));
}

/** What a fact is called: as pages call it, else as the column of a sheet. */
function fieldName(sheet: Sheet, field: string, named: Readonly<Record<string, string>>, language: Language): string {
  const titles = titlesOf(sheet);
  return (
    named[field] ??
    (titles[field] ?? Object.entries(titles).find(([at]) => at.startsWith(`${field}.`))?.[1])?.[language] ??
    ''
  );
}

/** The usages that services are published for when proposals are accepted, each once. */
export function usagesIn(proposals: readonly Proposal[]): string[] {
  const named = proposals.flatMap(({ kind, pointer, proposed }) => {
    const said =
      kind === 'service' ? (proposed as { usages?: unknown }).usages : pointer.endsWith('/usages') && proposed;
    return Array.isArray(said) ? (said as string[]) : [];
  });
  return [...new Set(named)];
}

/** Before a button that accepts: what that publishes. */
export function Publishes({ usages }: { usages: readonly string[] }) {
  const words = useWords(ANSWERS);
  const { say } = usePage();
  return usages.length === 0 ? null : (
    <p>{words.publishes(say.list(usages.map((key) => say.usage(key))), usages.length)}</p>
  );
}

/** All that a file says of a service, fact by fact. */
function WholeService({ service, reference }: { service: object; reference: Reference }) {
  const { say } = usePage();
  const words = useWords(FILE);
  return (
    <List of={factsOfService(service, reference, say.language)}>
      {({ title, after }) => <Sentence text={words.is(title, after!)} />}
    </List>
  );
}

/** Where a file says otherwise, what the entry says there, and what the file says. */
function Difference({ proposal, host, reference }: Pick<ProposalCardProps, 'proposal' | 'host' | 'reference'>) {
  const words = useWords(ANSWERS);
  const facts: Readonly<Record<string, string>> = useWords(FACT_NAMES);
  const { say } = usePage();
  const { pointer, kind, present, proposed } = proposal;
  const field = pointer.split('/').at(-1)!;
  const service = host.services.find(({ slug }) => pointer.startsWith(`/services/${slug}/`));
  const sheet = service ? 'services' : 'hosts';
  const called = fieldName(sheet, field, { ...words.fields, ...facts }, say.language);
  const heading =
    kind === 'service' ? words.whole : service ? words.ofService(curved(service.name), called) : capital(called);
  return (
    <>
      <h3>{heading}</h3>
      {kind !== 'service' && (
        <p>
          {words.present} <strong>{valueIn(sheet, field, present, reference, say) ?? words.nothing}</strong>
        </p>
      )}
      {kind === 'service' ? (
        <>
          <p>{words.proposed}</p>
          <WholeService service={proposed as object} reference={reference} />
        </>
      ) : (
        <p>
          {words.proposed} <strong>{valueIn(sheet, field, proposed, reference, say) ?? words.nothing}</strong>
        </p>
      )}
    </>
  );
}

interface ProposalCardProps {
  proposal: Proposal;
  host: Host;
  reference: Reference;
  /** Where it is accepted. */
  action: string;
  filled: Filled;
  /** What a service may be for, where the file does not say it. */
  usages: readonly (readonly [key: string, label: string])[];
  words: { file: string; accept: string; usage: string };
  /** Said where somebody else accepts it. */
  bySelf?: string | undefined;
  /** The button that refuses it. */
  children: ComponentChildren;
}

/** What a file says otherwise, to be accepted or refused. */
export function ProposalCard(props: ProposalCardProps) {
  const { proposal, host, action, filled, usages, words, bySelf, children } = props;
  const { id, source, needsUsages } = proposal;
  const groups = [['', [['', '…'], ...usages]]] as const;
  return (
    <section class="card">
      <Difference {...props} />
      {source && <OutsideLine to={source} name={words.file} />}
      {bySelf ? <p>{bySelf}</p> : <Publishes usages={usagesIn([proposal])} />}
      <div class="row">
        {!bySelf && (
          <DeskForm
            action={action}
            send={words.accept}
            hidden={{ do: ['accept'], id: [id], version: [`v${host.version}`] }}
          >
            {needsUsages && <Select {...{ filled, groups, name: `usage-${id}`, label: words.usage }} />}
          </DeskForm>
        )}
        {children}
      </div>
    </section>
  );
}
