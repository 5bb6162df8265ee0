import { isDeepStrictEqual } from 'node:util';
import { isOfficer, requireOwnFederation } from '../../../federations/rights.ts';
import { curved } from '../../../ground/texts.ts';
import { useWords } from '../../../pages/frame/page.ts';
import { deleteCase } from '../../../recommendations/cases/commands.ts';
import { patchCase } from '../../../recommendations/cases/patch.ts';
import { requireOwnCase } from '../../../recommendations/cases/rights.ts';
import { type Case, CaseLabel, CasePatch } from '../../../recommendations/cases/schema.ts';
import { findCase } from '../../../recommendations/cases/store.ts';
import { today } from '../../../requests/meaning.ts';
import { CASE_OUTCOMES, type Language } from '../../../vocabulary/terms.ts';
import type { Desk } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import type { Typed } from '../../parts/form.tsx';
import { readText } from '../../parts/texts.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { federationConfirm, federationForm } from '../form.tsx';
import { hostName, openDesk } from '../frame.tsx';
import { entryCalled } from './follow-up.tsx';
import { earlierText } from './list.tsx';
import { type CaseReader, type OpenedCase, openCase } from './opened.ts';
import { CASE } from './words/case.ts';
import { CASES } from './words/cases.ts';
import { FOLLOW_UP } from './words/follow-up.ts';

/** What the form of an outcome writes. */
interface OutcomeDraft {
  outcome?: NonNullable<Case['outcome']>;
  mistake?: true;
  /** A host that was typed: one with an entry, or where it moved to. */
  hostToday?: string;
}

/** What is written of the outcome of a case, by the fields of its form. */
function outcomeValues({ one: { outcome } }: OpenedCase, language: Language): Typed {
  if (!outcome) return {};
  const { state, host = '', on, reason } = outcome;
  return { state, host, on, reason: readText(reason, language) };
}

/** Says the same once more: the question comes back later. */
export function SameOutcome({ opened }: { opened: OpenedCase }) {
  const words = useWords(CASE);
  const { at, part, visit } = opened;
  const values = outcomeValues(opened, visit.page.language);
  const hidden = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
  return (
    <DeskForm
      action={`${at}/${part}/outcome`}
      send={words.same}
      hidden={{ ...hidden, was: [JSON.stringify(values)] }}
      isSecond
    />
  );
}

/** What became of a case, how it is called, and its end. */
export function caseOutcome(desk: Desk, given: CaseReader): void {
  federationForm(desk, 'cases/:case/outcome', 'patchCase', async ({ visit, context }, sent) => {
    const opened = await openCase(given, visit, 'patchCase');
    const { one, part, ref, known, matching } = opened;
    const { language } = visit.page;
    const words = CASE[language];
    const { choice, select, date, eitherText, line, tick } = fieldsOf(CasePatch, language);
    const more = FOLLOW_UP[language];
    const action = `${opened.at}/${part}/outcome`;
    const last = one.earlier.at(-1);
    const former = last && earlierText(last, CASES[language], visit.page.say);
    const hosts = new Set([...one.shortlist, ...(one.outcome?.host ? [one.outcome.host] : [])]);
    return {
      heading: words.outcomeHeading,
      lead: words.outcomeLead,
      above: [part, curved(one.label)],
      version: one.version,
      shape: CasePatch,
      body: one.outcome ? { outcome: one.outcome } : {},
      ...(!one.outcome && { proposed: { outcome: { on: today(context) } } }),
      fields: [
        choice('/outcome/state', words.outcome, {
          expects: FEDERATION_DESK[language].chooseOne,
          choices: termChoices(CASE_OUTCOMES, words.outcomes),
        }),
        select('/outcome/host', words.host, {
          unsaid: words.noHost,
          choices: [...hosts].map((slug) => [slug, hostName(visit, slug)] as const),
        }),
        line('/hostToday', more.otherHost, { hint: more.otherHostHint }),
        date('/outcome/on', words.on),
        eitherText('/outcome/reason', words.reason, {
          hint: one.outcome?.reason ? `${words.reasonHint} ${words.reasonBefore}` : words.reasonHint,
        }),
        ...(one.outcome ? [tick('/mistake', more.mistake, { choice: ['true', more.mistakeChoice] })] : []),
      ],
      ...(one.outcome && {
        after: (
          <section>
            <p>{former ? more.formerLead(former) : more.undoLead}</p>
            <DeskForm
              action={action}
              send={more.undo}
              hidden={{ go: ['undo'], version: [String(one.version)] }}
              isSecond
            />
          </section>
        ),
        buttons: {
          undo: async () => {
            const ifMatch = `v${Number(sent?.get('version')) || 0}`;
            await patchCase(context, ref, { outcome: null, mistake: true }, { ifMatch, federation: known, matching });
            return { to: `${opened.at}/${part}?done=undone` };
          },
        },
      }),
      faults: ({ state, host, hostToday = '' }): Readonly<Record<string, string>> => ({
        ...(!state && { state: FEDERATION_DESK[language].chooseOne }),
        ...(hostToday !== '' && host && host !== one.outcome?.host && { hostToday: more.otherHostTwice }),
        ...(hostToday !== '' &&
          state !== 'moved' &&
          !entryCalled(matching.model, hostToday) && { hostToday: more.otherHostUnknown }),
      }),
      save: async (context, { outcome, mistake, hostToday }: OutcomeDraft, version) => {
        // Tried while nothing is chosen.
        if (!outcome) return undefined;
        const { state, on, reason } = outcome;
        const other = hostToday === undefined ? undefined : entryCalled(matching.model, hostToday);
        // A host without an entry is where it is today, once it has moved there.
        const host = hostToday === undefined ? outcome.host : other?.slug;
        // Why it was so before is not why it is so now.
        const isOld = state !== one.outcome?.state && isDeepStrictEqual(reason, one.outcome?.reason);
        const text = reason && !isOld ? { fr: reason.fr ?? null, en: reason.en ?? null } : null;
        // The day of a mistake is none of what was true before it, unless it was written again.
        const day = mistake && on === one.outcome?.on && state !== one.outcome.state ? {} : { on };
        const patch = {
          outcome: { state, ...day, host: host ?? null, reason: text },
          ...(hostToday !== undefined && !other && { hostToday }),
          ...(mistake && { mistake }),
        };
        return await patchCase(context, ref, patch, { ifMatch: version, federation: known, matching });
      },
      next: `${part}?done=saved`,
    };
  });

  federationForm(desk, 'cases/:case/label', 'patchCase', async ({ visit }) => {
    const { one, part, ref, known, matching } = await openCase(given, visit, 'patchCase');
    const { language } = visit.page;
    const words = CASES[language];
    const { line } = fieldsOf(CaseLabel, language);
    return {
      heading: CASE[language].label,
      above: [part, curved(one.label)],
      version: one.version,
      shape: CaseLabel,
      body: { label: one.label },
      fields: [line('/label', words.label, { hint: words.labelHint, missing: words.labelMissing })],
      save: (context, draft: CaseLabel, version) =>
        patchCase(context, ref, draft, { ifMatch: version, federation: known, matching }),
      next: `${part}?done=saved`,
    };
  });

  federationConfirm(desk, 'cases/:case/end', 'deleteCase', async ({ visit }) => {
    const { context, federation } = await openDesk(visit, 'deleteCase');
    const ref = { federation: federation.slug, case: visit.params.case! };
    const { id, label, version } = await requireOwnCase(context, ref, findCase, requireOwnFederation);
    const { language } = visit.page;
    const words = CASE[language];
    const { rooms } = FEDERATION_DESK[language];
    const reads = isOfficer(context.caller, federation);
    return {
      heading: reads ? words.endHeading(curved(label)) : words.endUnread,
      above: reads ? [`cases/${id}`, curved(label)] : ['cases', rooms.cases],
      about: version,
      version,
      ways: [{ go: 'delete', send: words.endSend, lead: words.endLead }],
      run: (context, _go, version) => deleteCase(context, ref, version),
      next: 'cases?done=deleted',
    };
  });
}
