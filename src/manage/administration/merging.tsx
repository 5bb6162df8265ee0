import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { mergeHosts } from '../../hosts/merging/commands.ts';
import { type Merge, MergeDraft, type MergedPart } from '../../hosts/merging/schema.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { FACT_NAMES } from '../../pages/words/host-offers.ts';
import { type Desk, parameter } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { fieldsOf } from '../parts/kinds.tsx';
import { ENTRY } from '../words/entry.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

/** What would move from one entry to the other, and what both say. */
function Tried({ tried: { moved, conflicts, from, tokensEnded } }: { tried: Merge }) {
  const words = useWords(ENTRY);
  const { say } = usePage();
  const facts: Readonly<Record<string, string>> = useWords(FACT_NAMES);
  const name = curved(from.name);
  const label = (what: MergedPart, key: string): string => {
    if (what === 'claims') return say.criterion(key);
    if (what === 'commitments') return say.commitment(key);
    return (what === 'fields' && facts[key]) || key;
  };
  return (
    <>
      <h2>{words.moves(name)}</h2>
      {moved.length === 0 && <p>{words.movesNothing}</p>}
      <ul>
        {moved.map(({ what, count, keys }) => (
          <li key={what}>
            {words.parts[what]}
            {words.colon} {keys ? say.list(keys.map((key) => label(what, key))) : count}
          </li>
        ))}
      </ul>
      {conflicts.length > 0 && (
        <>
          <h2>{words.conflicts}</h2>
          <ul>
            {conflicts.map(({ what, key, text }) => (
              <li key={`${what} ${key}`}>
                {words.parts[what]}
                {words.colon} <Sentence text={text.replace(key, label(what, key))} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Effects effects={words.mergeEffects(name, tokensEnded)} undo={words.undoNever} />
    </>
  );
}

/** Two entries of one organisation become one: what would change is shown first. */
export function mergingPages(desk: Desk): void {
  adminForm(desk, `${ADMIN}/hosts/:host/merging`, async (visit) => {
    const { language } = visit.page;
    const words = ENTRY[language];
    const context = visit.asAdmin('mergeHosts');
    const host = await ownHost(context, visit.params.host!);
    const { line, text, choice } = fieldsOf(MergeDraft, language);
    const from = parameter(visit, 'from');
    const around = {
      heading: words.mergeTitle(curved(host.name)),
      crumb: [entryAt(host), curved(host.name)] as const,
    };
    return {
      ...around,
      lead: words.mergeLead,
      shape: MergeDraft,
      fields: [
        line('/from', words.from, { hint: words.fromHint }),
        text('/reason', words.mergeReason, { hint: words.mergeReasonHint }),
        choice('/sameServices', words.same, { choices: words.sameChoices }),
      ],
      body: {},
      proposed: { from, sameServices: 'both' },
      send: words.preview,
      preview: {
        send: words.mergeSend,
        correct: words.change,
        show: async (draft: MergeDraft, { confirm, correct }, filled) => {
          const merged = await mergeHosts(context, host.id, draft, { dryRun: true });
          return (
            <DeskPage {...{ ...around, filled }} lead={words.nothingYet} form={`${entryAt(host)}/merging`}>
              <Tried tried={merged.tell(language)} />
              {confirm}
              {correct}
            </DeskPage>
          );
        },
      },
      save: async (draft: MergeDraft) => {
        await mergeHosts(context, host.id, draft, { dryRun: false });
        return { to: `${entryAt(host)}?done=merged` };
      },
    };
  });
}
