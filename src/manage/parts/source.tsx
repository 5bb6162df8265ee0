import type { VNode } from 'preact';
import type { Bercail } from '../../bercail.ts';
import { putSource, removeSource, startRun } from '../../exchange/sources/commands.ts';
import type { OwnerRef } from '../../exchange/sources/owners.ts';
import { readFiles, readRuns, sourceIfGiven } from '../../exchange/sources/reports.ts';
import { RUNS_AN_HOUR } from '../../exchange/sources/run-work.ts';
import { type ImportFile, type ImportRun, type Source, SourceDraft } from '../../exchange/sources/schema.ts';
import { parisDay } from '../../ground/clock.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import type { Context } from '../../record/context.ts';
import { type Desk, type DeskAnswer, doneIn, type SignedIn } from '../desk.tsx';
import { DeskForm, LinkLine, OutsideLine } from '../desk-page.tsx';
import { SOURCE } from '../words/source.ts';
import { FaultOfFile } from './check-file.tsx';
import { fieldsOf } from './field-kinds.tsx';
import { deskForm } from './form.tsx';

/* The address of a file that is read every day: given, read now, changed, ended; and what its last reading found. */

/** Files with faults that are shown: a page stays below 40 kB. */
const MOST_FILES = 20;
const MOST_PROBLEMS = 20;

/** What a page about a source is about. */
interface Opened {
  context: Context;
  ref: OwnerRef;
  /** The address of its desk. */
  at: string;
  hint: string;
  /** Where what its file says otherwise is judged. */
  judged: string;
  /** Where the entries that its files made are listed. */
  drafts?: { to: string; query: Record<string, string>; name: string } | undefined;
  /** The facts of the entry that its file says, by name. */
  taken?: readonly string[];
  /** The page around the form. */
  around(parts: VNode, filled: Filled, done: string | undefined): VNode;
}

/** How a reading went, and what it did. */
function Outcome({ run, judged, drafts }: { run: ImportRun } & Pick<Opened, 'judged' | 'drafts'>) {
  const words = useWords(SOURCE);
  const { say } = usePage();
  const counts = (['created', 'changed', 'unchanged', 'toCheck'] as const).flatMap((what) =>
    run[what] > 0 ? words.counts[what](run[what]) : [],
  );
  return (
    <>
      <p role="status">{words.states[run.state](say.on(parisDay(new Date(run.endedAt ?? run.startedAt))))}</p>
      <List of={counts}>{(text) => text}</List>
      {drafts && <LinkLine {...drafts} />}
      {run.proposals > 0 && <LinkLine to={judged} name={words.waits(run.proposals)} />}
    </>
  );
}

function Faults({ files, total }: { files: readonly ImportFile[]; total: number }) {
  const words = useWords(SOURCE);
  if (files.length === 0) return <p>{words.allFine}</p>;
  return (
    <>
      <h3>{words.wrong}</h3>
      <p>{words.wrongLead}</p>
      {files.map(({ url, outcome, problems }) => (
        <section class="card" key={url}>
          <OutsideLine to={url} />
          {outcome === 'refused' && <p>{words.refused}</p>}
          <List of={problems.slice(0, MOST_PROBLEMS)}>{(problem) => <FaultOfFile problem={problem} />}</List>
        </section>
      ))}
      {total > files.length && <p>{words.more(total - files.length)}</p>}
    </>
  );
}

interface SourceView {
  source: Source | undefined;
  run: ImportRun | undefined;
  wrong: { items: readonly ImportFile[]; total: number };
}

async function readView({ context, ref }: Opened, { page: { language } }: SignedIn): Promise<SourceView> {
  const source = await sourceIfGiven(context, ref);
  const last = source && (await readRuns(context, ref, { limit: 1 })).items[0];
  // What was read at another address says nothing of this one.
  const run = last?.url === source?.url ? last : undefined;
  const filter = { only: 'problems' as const, limit: MOST_FILES, language };
  return { source, run, wrong: run ? await readFiles(context, ref, run.id, filter) : { items: [], total: 0 } };
}

/** What is known of a source, between its address and the button that ends it. */
function Readings({
  source,
  run,
  wrong,
  judged,
  taken,
  drafts,
  action,
  about,
}: SourceView &
  Required<Pick<Opened, 'taken'>> &
  Pick<Opened, 'drafts'> &
  Record<'judged' | 'action' | 'about', string>) {
  const words = useWords(SOURCE);
  const { say } = usePage();
  if (!source) return null;
  const button = (go: string, send: string) => (
    <DeskForm action={action} send={send} hidden={{ go: [go], about: [about] }} isSecond={go === 'end'} />
  );
  return (
    <>
      <OutsideLine to={source.url} />
      <p>{source.nextRunAt ? words.next(say.on(parisDay(new Date(source.nextRunAt)))) : words.notRepeated}</p>
      {run?.state !== 'running' && (
        <>
          <p>{words.mostReadings(RUNS_AN_HOUR)}</p>
          {button('read', words.readNow)}
        </>
      )}
      <h2>{words.last}</h2>
      {run ? <Outcome {...{ run, judged, drafts }} /> : <p>{words.none}</p>}
      {taken.length > 0 && <p>{words.taken(say.list(taken))}</p>}
      {run && run.state !== 'running' && <Faults files={wrong.items} total={wrong.total} />}
      <LinkLine to={judged} name={words.found} />
      <h2>{words.end}</h2>
      <p>{words.endLead}</p>
      {button('end', words.end)}
    </>
  );
}

/** The operation of the API that each button is. */
const VERBS = { read: 'startRun', end: 'removeSource', save: 'putSource' } as const;
type Verb = (typeof VERBS)[keyof typeof VERBS] | 'getSource';

const verbOf = (sent: URLSearchParams | undefined): Verb => {
  const go = sent?.get('go');
  return sent ? VERBS[go === 'read' || go === 'end' ? go : 'save'] : 'getSource';
};

const WHAT = /(?=Source|Run)/;

/** `putSource` of a host is `putHostSource`. */
export const operationOf = (verb: Verb, owner: 'Host' | 'Federation'): string => verb.replace(WHAT, owner);

type OpenSource = (visit: SignedIn, verb: Verb) => Promise<Opened | DeskAnswer>;

/** Adds a page about the source of an owner, whom `open` finds. */
export function sourcePage(desk: Desk, path: string, { importer }: Pick<Bercail, 'importer'>, open: OpenSource): void {
  deskForm(desk, path, async (visit, sent) => {
    const { language } = visit.page;
    const words = SOURCE[language];
    const opened = await open(visit, verbOf(sent));
    if (!('judged' in opened)) return opened;
    const { context, ref, at, hint, judged, drafts, taken = [] } = opened;
    const view = await readView(opened, visit);
    const { source } = view;
    const ifMatch = source && `v${source.version}`;
    const about = { version: source?.version ?? 0 };
    const action = `${at}/source`;
    const { address } = fieldsOf(SourceDraft, language);
    return {
      shape: SourceDraft,
      body: source ? { url: source.url } : {},
      about,
      fields: [address('/url', words.url, { hint, expects: words.expected })],
      send: source ? words.change : words.give,
      isSecond: source !== undefined,
      page: (form, filled) =>
        opened.around(
          <>
            <Readings {...view} {...{ judged, taken, drafts, action }} about={JSON.stringify(about)} />
            {source && <h2>{words.change}</h2>}
            {source && <p>{words.changeLead}</p>}
            {form}
          </>,
          filled,
          sent ? undefined : doneIn(visit, words.done),
        ),
      save: async (draft: SourceDraft) => {
        const { source: now } = await putSource(context, ref, draft, ifMatch);
        return { to: `${action}?done=${source && source.url !== now.url ? 'changed' : 'given'}` };
      },
      buttons: {
        read: async () => {
          await startRun(context, ref).finally(() => importer.wake());
          return { to: `${action}?done=begun` };
        },
        end: async () => {
          await removeSource(context, ref, ifMatch);
          return { to: `${action}?done=ended` };
        },
      },
    };
  });
}
