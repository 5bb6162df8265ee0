import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { mergeHosts } from '../../hosts/merging/commands.ts';
import { type Merge, MergeDraft, type MergedPart } from '../../hosts/merging/schema.ts';
import { EMPTY, type Filled, Radios, TextArea, TextLine } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { FACT_NAMES } from '../../pages/words/host-facts.ts';
import { requireShape } from '../../requests/shape.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Desk, SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { ENTRY } from '../words/entry.ts';
import { ADMIN, attempt, Effects, entryAt, typedIn, writtenIn } from './frame.tsx';

const FIELDS = ['from', 'reason', 'sameServices'] as const;
type Typed = Record<(typeof FIELDS)[number], string>;
const MOST = { from: 253, reason: 1000 } as const;

function draftOf({ from, reason, sameServices }: Typed, language: Language): MergeDraft {
  const said = writtenIn(language, reason);
  const draft = {
    ...(from !== '' && { from }),
    ...(said && { reason: said }),
    ...(sameServices !== '' && { sameServices }),
  };
  requireShape(MergeDraft, draft);
  return draft;
}

const hidden = (typed: Typed) => Object.fromEntries(FIELDS.map((name) => [name, [typed[name]]]));

function AskPage({ host, filled = EMPTY }: { host: Host; filled?: Filled }) {
  const words = useWords(ENTRY);
  const action = `${entryAt(host)}/merging`;
  const name = curved(host.name);
  const chosen = { ...filled, typed: { ...filled.typed, sameServices: filled.typed.sameServices || 'both' } };
  return (
    <DeskPage
      heading={words.mergeTitle(name)}
      lead={words.mergeLead}
      crumb={[entryAt(host), name]}
      form={action}
      filled={filled}
    >
      <DeskForm id="desk" action={action} send={words.preview}>
        <TextLine
          filled={filled}
          name="from"
          label={words.from}
          hint={words.fromHint}
          most={MOST.from}
          autocomplete="off"
        />
        <TextArea
          filled={filled}
          name="reason"
          label={words.mergeReason}
          hint={words.mergeReasonHint}
          most={MOST.reason}
        />
        <Radios filled={chosen} name="sameServices" label={words.same} choices={words.sameChoices} />
      </DeskForm>
    </DeskPage>
  );
}

function PreviewPage({ host, tried, typed }: { host: Host; tried: Merge; typed: Typed }) {
  const words = useWords(ENTRY);
  const { say } = usePage();
  const action = `${entryAt(host)}/merging`;
  const name = curved(host.name);
  const from = curved(tried.from.name);
  const facts: Readonly<Record<string, string>> = useWords(FACT_NAMES);
  const label = (what: MergedPart, key: string): string => {
    if (what === 'claims') return say.criterion(key);
    if (what === 'commitments') return say.commitment(key);
    return (what === 'fields' && facts[key]) || key;
  };
  return (
    <DeskPage heading={words.mergeTitle(name)} lead={words.nothingYet} crumb={[entryAt(host), name]} form={action}>
      <h2>{words.moves(from)}</h2>
      {tried.moved.length === 0 && <p>{words.movesNothing}</p>}
      <ul>
        {tried.moved.map(({ what, count, keys }) => (
          <li key={what}>
            {words.parts[what]}
            {words.colon} {keys ? say.list(keys.map((key) => label(what, key))) : count}
          </li>
        ))}
      </ul>
      {tried.conflicts.length > 0 && (
        <>
          <h2>{words.conflicts}</h2>
          <ul>
            {tried.conflicts.map(({ what, key, text }) => (
              <li key={`${what} ${key}`}>
                {words.parts[what]}
                {words.colon} <Sentence text={text.replace(key, label(what, key))} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Effects effects={words.mergeEffects(from, tried.tokensEnded)} undo={words.undoNever} />
      <DeskForm action={`${action}/confirmation`} send={words.mergeSend} hidden={hidden(typed)} />
      <DeskForm id="desk" action={action} send={words.change} hidden={{ ...hidden(typed), go: ['stay'] }} isSecond />
    </DeskPage>
  );
}

/** Two entries of one organisation become one: what would change is shown first. */
export function mergingPages(desk: Desk, { catchUp }: Bercail): void {
  const path = `${ADMIN}/hosts/:host/merging`;
  const read = ({ asAdmin, params }: SignedIn) => ownHost(asAdmin('getHost'), params.host!);

  desk.page(path, async (visit) => {
    const { from } = visit.request.query as Record<string, unknown>;
    const typed = typeof from === 'string' ? { from } : {};
    return <AskPage host={await read(visit)} filled={{ typed, faults: {} }} />;
  });

  for (const [address, dryRun] of [
    [path, true],
    [`${path}/confirmation`, false],
  ] as const)
    desk.form(address, async (visit, { fields, isStay }) => {
      const host = await read(visit);
      const { language } = visit.page;
      const typed = typedIn(fields, FIELDS);
      if (isStay) return <AskPage host={host} filled={{ typed, faults: {} }} />;
      return await attempt(
        visit,
        typed,
        async () => {
          const draft = draftOf(typed, language);
          const merged = await mergeHosts(visit.asAdmin('mergeHosts'), host.id, draft, { dryRun });
          if (dryRun) return <PreviewPage host={host} tried={merged.tell(language)} typed={typed} />;
          await catchUp();
          return { to: `${entryAt(host)}?done=merged` };
        },
        (refused) => <AskPage host={host} filled={{ typed, ...refused }} />,
      );
    });
}
