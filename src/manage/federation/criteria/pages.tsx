import type { Federation } from '../../../documents/federation.ts';
import { type OwnCriterion, OwnCriterionDraft } from '../../../documents/federation-policy.ts';
import { countAnswered } from '../../../federations/criteria/answers.ts';
import { criterionIn, putOwnCriterion, retireOwnCriterion } from '../../../federations/criteria/commands.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { WrittenText } from '../../../pages/frame/parts.tsx';
import { shortNameFrom } from '../../../requests/meaning.ts';
import { inputPart } from '../../../requests/shape.ts';
import { REQUIREMENT_LEVELS } from '../../../vocabulary/terms.ts';
import { type Desk, doneIn } from '../../desk.tsx';
import { ButtonLine, TapLink } from '../../desk-page.tsx';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import { type FederationFormSpec, federationConfirm, federationForm } from '../form.tsx';
import { FEDERATION, FederationPage, type OpenDesk, type OwnDesk, openOwnDesk } from '../frame.tsx';
import { CRITERIA } from './words.ts';

const labelOf = ({ label }: OwnCriterion, language: 'fr' | 'en'): string =>
  capital(curved(label[language] ?? label.fr ?? label.en ?? ''));

function One({ own, criterion }: { own: OwnDesk; criterion: OwnCriterion }) {
  const words = useWords(CRITERIA);
  const { say, language } = usePage();
  const { key, level, version, adoptedOn, question, retired } = criterion;
  const { federation, model } = own;
  const at = `${own.at}/criteria/${key}`;
  const { members, answered } = countAnswered(key, federation, model);
  const name = labelOf(criterion, language);
  return (
    <section class="card">
      <h3>{name}</h3>
      <p>
        <WrittenText text={question} />
      </p>
      <p class="small soft">
        {words.levels[level]} · {words.version(version, say.date(adoptedOn))}
      </p>
      <p>{words.answered(answered, members)}</p>
      <p class="row">
        <TapLink to={at} name={retired ? words.takeUp : words.change} of={name} />
        {!retired && <TapLink to={`${at}/retire`} name={words.retire} of={name} />}
        {members > 0 && (
          <a href={`/v1/federations/${federation.slug}/criteria/${key}/answers.xlsx`} class="tap">
            {words.answers}
            <span class="vh"> {name}</span>
          </a>
        )}
      </p>
    </section>
  );
}

const TEXTS = ['label', 'question', 'definition', 'howToProve'] as const;

/** The key of a new criterion, made from its label; `new` is the address of the form itself. */
function keyFor(label: string, federation: Federation): string {
  const made = shortNameFrom(label).slice(0, 70);
  return made.length < 2 || made === 'new' ? `${federation.slug}-${made || 'x'}` : made;
}

/** The form of one criterion, in the language of the page. @param before absent: a new one */
function formOf({ visit, federation }: OpenDesk, before?: OwnCriterion): FederationFormSpec {
  const { language } = visit.page;
  const words = CRITERIA[language];
  const { text, textLine, choice } = fieldsOf(OwnCriterionDraft, language);
  return {
    heading: before ? words.changeHeading : words.add,
    lead: before ? words.changeLead : words.addLead,
    above: ['criteria', words.title],
    ...(before?.retired && { send: words.takeUp }),
    ...(before?.label[language === 'fr' ? 'en' : 'fr'] !== undefined && { before: <p>{words.otherLanguage}</p> }),
    shape: OwnCriterionDraft,
    body: before ? inputPart(OwnCriterionDraft, before) : {},
    ...(!before && { proposed: { level: 'recommended' } }),
    fields: [
      textLine('/label', words.label, {
        ...{ faultsAt: ['/label', '/key'], hint: words.labelHint, missing: words.labelMissing },
      }),
      textLine('/question', words.question, { hint: words.questionHint, missing: words.questionMissing }),
      text('/definition', words.definition, { hint: words.definitionHint, rows: 3 }),
      textLine('/howToProve', words.prove, { hint: words.proveHint, missing: words.proveMissing }),
      choice('/level', words.level, { choices: termChoices([...REQUIREMENT_LEVELS].reverse(), words.levels) }),
      ...(before
        ? [
            choice('/sameMeaning', words.same, {
              ...{ name: 'same', faultsAt: [] },
              choices: [
                ['yes', words.sameYes, words.sameYesHint],
                ['no', words.sameNo, words.sameNoHint],
              ],
              written: (typed) => typed === 'yes',
            }),
          ]
        : []),
    ],
    // A change of one that is asked no longer asks it again.
    ...(before && { about: before.retired ?? false }),
    faults: (typed): Readonly<Record<string, string>> => {
      if (before)
        return !typed.same && TEXTS.some((name) => typed[name] !== (before[name]?.[language] ?? '').trim())
          ? { same: words.sameMissing }
          : {};
      const isTaken = federation.criteria?.some(({ key }) => key === keyFor(typed.label ?? '', federation));
      return isTaken ? { label: words.taken } : {};
    },
    save: (context, draft: OwnCriterionDraft, version) => {
      const key = before?.key ?? keyFor(draft.label[language] ?? '', federation);
      return putOwnCriterion(context, { federation: federation.slug, key }, draft, version);
    },
    next: `criteria?done=${before ? 'changed' : 'made'}`,
  };
}

/** The criteria of a federation's own: made, changed, asked no longer. */
export function criterionPages(desk: Desk): void {
  desk.page(`${FEDERATION}/criteria`, async (visit) => {
    const own = await openOwnDesk(visit, 'listOwnCriteria');
    const words = CRITERIA[visit.page.language];
    const { criteria = [] } = own.federation;
    const inUse = criteria.filter(({ retired }) => !retired);
    const others = criteria.filter(({ retired }) => retired);
    const cards = (some: readonly OwnCriterion[]) =>
      some.map((criterion) => <One key={criterion.key} own={own} criterion={criterion} />);
    return (
      <FederationPage opened={own} heading={words.title} lead={words.lead} done={doneIn(visit, words.done)}>
        <ButtonLine to={`${own.at}/criteria/new`} name={words.add} />
        {inUse.length === 0 ? <p>{words.none}</p> : <h2>{words.title}</h2>}
        {cards(inUse)}
        {others.length > 0 && <h2>{words.retired}</h2>}
        {cards(others)}
      </FederationPage>
    );
  });

  federationForm(desk, 'criteria/new', 'putOwnCriterion', (opened) => formOf(opened));
  federationForm(desk, 'criteria/:key', 'putOwnCriterion', (opened) =>
    formOf(opened, criterionIn(opened.federation, opened.visit.params.key!)),
  );

  federationConfirm(desk, 'criteria/:key/retire', 'retireOwnCriterion', ({ visit, federation }) => {
    const { language } = visit.page;
    const words = CRITERIA[language];
    const criterion = criterionIn(federation, visit.params.key!);
    return {
      heading: words.retireHeading,
      lead: labelOf(criterion, language),
      above: ['criteria', words.title],
      about: criterion,
      ways: [{ go: 'retire', send: words.retire, lead: words.retireEffects }],
      run: (context, _, version) =>
        retireOwnCriterion(context, { federation: federation.slug, key: criterion.key }, version),
      next: 'criteria?done=gone',
    };
  });
}
