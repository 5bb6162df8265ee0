import type { Bercail } from '../../../bercail.ts';
import { PolicyRules } from '../../../documents/federation-policy.ts';
import { putFederationPolicy, removeFederationPolicy } from '../../../federations/policies/commands.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { Checkboxes, EMPTY, type Filled, Radios, Select, TextLine } from '../../../pages/frame/fields.tsx';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { type PolicyPreview, readTried } from '../../../recommendations/preview/previewer.ts';
import { mayDoAll } from '../../../requests/caller.ts';
import { refuseFaults } from '../../../requests/version.ts';
import { type Desk, doneIn } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { type FieldPlace, findFaults } from '../../form-command.ts';
import { actPage } from '../../parts/pages.tsx';
import { AccessNote } from '../../parts/person.tsx';
import { ROOM } from '../../words/federation.ts';
import { FEDERATION, FederationPage, type OwnDesk, openOwnDesk } from '../frame.tsx';
import {
  lineIn,
  lineOf,
  linesOf,
  type NewRule,
  type RuleLine,
  rulesFrom,
  sayLine,
  unknownOf,
  written,
} from './lines.ts';
import { PreviewView } from './preview.tsx';
import { POLICY } from './words.ts';

const AMOUNT_MAX = 100;

/** Where the faults of a new rule are shown: at what it is about, or at how much. */
const placesOf = (line: RuleLine | undefined): FieldPlace[] => {
  const [kind, subject = ''] = line ?? [];
  const isAmount = kind === 'factor' || (kind === 'require' && subject.startsWith('commitment:'));
  const at = ['/factors', '/minimumEvidence', '/minimumWords', '/require/criteria', '/require/commitments'];
  return [{ name: isAmount ? 'amount' : 'subject', at }];
};

const ABOUT = ['general', 'own', 'criteria', 'commitments', 'supports'] as const;
type About = (typeof ABOUT)[number];

/** What a rule of one kind may be about: all kinds at once would make a page too heavy for a telephone. */
function useSubjects(
  about: About,
  { federation, model: { reference } }: OwnDesk,
): readonly (readonly [string, string])[] {
  const words = useWords(POLICY);
  const { say } = usePage();
  const named = (name: string) => capital(curved(name));
  const asked = [...reference.criteria.values()].filter(({ federationFacts }) => !federationFacts?.retired);
  const choiceOf = ({ key }: { key: string }) => [`criterion:${key}`, named(say.criterion(key))] as const;
  switch (about) {
    case 'general':
      return Object.entries(words.bare);
    case 'own':
      return asked.filter(({ federationFacts }) => federationFacts?.federation.slug === federation.slug).map(choiceOf);
    case 'criteria':
      return asked.filter(({ federationFacts }) => !federationFacts).map(choiceOf);
    case 'commitments':
      return [...reference.commitmentKinds.keys()].map((key) => [`commitment:${key}`, named(say.commitment(key))]);
    default:
      return [...reference.supportKinds.keys()].map((key) => [`support:${key}`, named(say.support(key))]);
  }
}

/** What a rule about something of one kind may do. */
function useDoings(about: About) {
  const words = useWords(POLICY);
  const proofs = Object.entries(words.proofs);
  const isCriterion = about === 'own' || about === 'criteria';
  const required = [
    ['require', words.plainly] as const,
    ...(isCriterion ? proofs.map(([level, proof]) => [`require:${level}`, words.requireWith(proof)] as const) : []),
  ];
  const proven = proofs.map(([level, proof]) => [`evidence:${level}`, words.countsWith(proof)] as const);
  return [
    ['', [['', words.noSubject] as const]],
    ...(isCriterion || about === 'commitments'
      ? ([
          [words.require, required],
          [words.evidence, proven],
        ] as const)
      : []),
    [words.word, Object.entries(words.importances).map(([word, text]) => [`word:${word}`, text] as const)],
    [words.weight, [['factor', words.factor] as const]],
  ] as const;
}

/** One more rule, in two steps: of which kind, then which. */
function NewRuleFields({ own, filled }: { own: OwnDesk; filled: Filled }) {
  const words = useWords(POLICY);
  const about = ABOUT.find((one) => one === filled.typed.about);
  const hasOwn = own.federation.criteria?.some(({ retired }) => !retired) === true;
  const doings = useDoings(about ?? 'general');
  const subjects = useSubjects(about ?? 'general', own);
  if (about === undefined) {
    const kinds = ABOUT.filter((one) => one !== 'own' || hasOwn).map((one) => [one, words.abouts[one]] as const);
    return <Radios filled={filled} name="about" label={words.about} choices={[['', words.noWhat], ...kinds]} />;
  }
  return (
    <>
      <input type="hidden" name="about" value={about} />
      <Select
        filled={filled}
        name="subject"
        label={words.abouts[about]}
        hint={words.subjectHint}
        groups={[['', [['', words.noSubject], ...subjects]]]}
      />
      <Select filled={filled} name="what" label={words.what} groups={doings} />
      <TextLine
        filled={filled}
        name="amount"
        label={words.amount}
        hint={about === 'commitments' ? words.amountHint : words.factorHint}
        most={AMOUNT_MAX}
        autocomplete="off"
      />
    </>
  );
}

/** The rules of a federation: seen, tried, adopted. */
export function policyPages(desk: Desk, { previewer }: Pick<Bercail, 'previewer'>): void {
  actPage(desk, `${FEDERATION}/policy`, async (visit, sent) => {
    const { page } = visit;
    const words = POLICY[page.language];
    const { stale } = ROOM[page.language];
    const isAdopted = sent?.get('go') === 'adopt';
    const own = await openOwnDesk(visit, isAdopted ? 'putFederationPolicy' : 'previewFederationPolicy');
    const { context, federation, model, at } = own;
    const { reference } = model;
    const { policy } = federation;
    const writes = mayDoAll(context.caller);
    const action = `${at}/policy`;
    const version = String(policy?.version ?? 0);
    const present = linesOf(policy ?? {});
    const kept = sent
      ? sent
          .getAll('keep')
          .map(lineIn)
          .filter((line) => line !== undefined)
      : present;
    const typedIn = (name: string) => (sent?.get(name) ?? '').trim().slice(0, AMOUNT_MAX);
    const typed = {
      about: sent?.get('about') ?? '',
      what: typedIn('what'),
      subject: typedIn('subject'),
      amount: typedIn('amount'),
    } satisfies NewRule & { about: string };
    const read = lineOf(typed, reference, page);
    const added = 'faults' in read ? undefined : read.line;
    const places = placesOf(added);

    const show = (filled: Filled, lines: readonly RuleLine[] = kept, preview?: PolicyPreview) => {
      const keep = lines.map(written);
      const choices = [...new Set([...present.map(written), ...keep])].flatMap((text) => {
        const line = lineIn(text);
        return line ? [[text, capital(sayLine(line, page, reference))] as const] : [];
      });
      const isChange = preview !== undefined && preview.changes.length > 0;
      return (
        <FederationPage
          opened={own}
          heading={words.title}
          {...(writes && { lead: words.lead, form: action })}
          filled={filled}
          done={sent ? undefined : doneIn(visit, words.done)}
        >
          {isChange && (
            <>
              <PreviewView
                preview={preview}
                required={lines
                  .filter(([kind]) => kind === 'require')
                  .map((line) => ({
                    text: capital(sayLine(line, page, reference)),
                    ...unknownOf(line, model),
                  }))}
              />
              <DeskForm
                action={action}
                send={keep.length > 0 ? words.adopt : words.remove}
                hidden={{ keep, version: [version], go: ['adopt'] }}
              />
            </>
          )}
          {preview && !isChange && <p role="status">{words.same}</p>}
          <p>{policy ? words.inForce(policy.version, page.say.date(policy.adoptedOn)) : words.none}</p>
          {!writes && (
            <>
              <AccessNote caller={context.caller} />
              <List of={present}>{(line) => capital(sayLine(line, page, reference))}</List>
            </>
          )}
          {writes && (
            <DeskForm id="desk" action={action} send={words.look} hidden={{ version: [version] }} isSecond={isChange}>
              {choices.length > 0 && (
                <Checkboxes
                  filled={{ ...filled, typed: { ...filled.typed, keep } }}
                  {...{ name: 'keep', label: words.keep, hint: words.keepHint, choices }}
                />
              )}
              <NewRuleFields own={own} filled={filled} />
            </DeskForm>
          )}
        </FederationPage>
      );
    };
    return {
      view: show,
      typed,
      act: async () => {
        // Of a rule it was only said of which kind it is: it is asked which.
        if (!isAdopted && typed.about !== '' && !sent!.has('what')) return show({ typed, faults: {} });
        if ('faults' in read) return read;
        const rules = rulesFrom(added ? [...kept, added] : kept);
        const wrong = findFaults(PolicyRules, rules, places, page);
        if (wrong) return wrong;
        const { faults } = readTried(rules, reference, model.day);
        refuseFaults(faults);
        const preview = await previewer.preview(federation, rules, model, page.say);
        const shown = linesOf(rules);
        if (!isAdopted || preview.changes.length === 0) return show(EMPTY, shown, preview);
        // What was shown is what is adopted: rules that came meanwhile are compared with first.
        if (sent!.get('version') !== version)
          return { status: 409, view: show({ ...EMPTY, refusal: stale }, shown, preview) };
        const ifMatch = `v${federation.version}`;
        const isGone = shown.length === 0;
        await (isGone
          ? removeFederationPolicy(
              await visit.asFederation(federation.slug, 'removeFederationPolicy'),
              federation.slug,
              ifMatch,
            )
          : putFederationPolicy(context, federation.slug, rules, ifMatch));
        return { to: `${action}?done=${isGone ? 'removed' : 'adopted'}` };
      },
      places,
      says: { 'version-stale': stale },
    };
  });
}
