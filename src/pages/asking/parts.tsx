import type { ComponentChildren } from 'preact';
import { LONGEST_VALUE } from '../../ground/stated-numbers.ts';
import { curved } from '../../ground/texts.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { NamedTerritory, Territories } from '../../vocabulary/territories.ts';
import { FileLine, type Filled, Select, TextLine, withFault } from '../frame/fields.tsx';
import { Fold } from '../frame/lists.tsx';
import { addressIn, tabOf, usePage, useWords } from '../frame/page.ts';
import { Choice, Go, HiddenFields } from '../frame/parts.tsx';
import { NEED } from '../words/need.ts';
import { keyOf, type PlaceForm, territoryIn } from './place.ts';

interface PlaceFieldsProps {
  form: PlaceForm;
  /** Places to choose from, when several have the name that was typed. */
  communes: readonly NamedTerritory[];
  territories: Territories;
  /** What is wrong with the place, among others. */
  filled: Filled;
}

type DepartementProps = Omit<Parameters<typeof Select>[0], 'groups'> & {
  /** What stands for no département. */
  none: string;
  chosen: Territory | undefined;
  territories: Territories;
};

/** A département in a list; a place of another kind, which only an address names, stays chosen. */
export function DepartementLine({ none, chosen, territories, ...props }: DepartementProps) {
  const { say } = usePage();
  const other = chosen && chosen.level !== 'departement' ? [[keyOf(chosen), say.territory(chosen)] as const] : [];
  const departements = territories.departements.map((one) => [keyOf(one), `${one.code} ${curved(one.name)}`] as const);
  return <Select {...props} groups={[['', [['', none], ...other, ...departements]]]} />;
}

/** A département in a list, or a commune by its name: found when the form is sent, so it works without a script. */
export function PlaceFields({ form, communes, territories, filled }: PlaceFieldsProps) {
  const words = useWords(NEED);
  const { say } = usePage();
  const chosen = territoryIn(form, territories);
  const shown = { ...filled, typed: { commune: form.commune, place: chosen && keyOf(chosen) } };
  const told = (one: (typeof communes)[number]) => {
    const [, wider] = territories.lineage(one);
    const more = one.level === 'commune' ? wider && say.territory(wider) : words.levels[one.level];
    return more ? `${one.name} (${more})` : one.name;
  };
  return (
    <div class="stack">
      {communes.length > 0 && (
        <fieldset>
          <legend class="vh">{words.which}</legend>
          {communes.map((one) => (
            <Choice key={keyOf(one)} type="radio" name="found" value={keyOf(one)} checked={false} label={told(one)} />
          ))}
        </fieldset>
      )}
      <TextLine
        {...{ filled: shown, name: 'commune', partOf: 'place', most: LONGEST_VALUE }}
        label={words.commune}
        hint={words.communeHint}
      />
      <DepartementLine
        {...{ filled: shown, name: 'departement', field: 'place', chosen, territories }}
        label={words.departement}
        none={words.noDepartement}
      />
    </div>
  );
}

interface TakeBackProps {
  words: { resume: string; file: string; take: string };
  /** Types of files that browsers offer first. */
  accept: string;
  /** Why the file that was sent cannot be read. */
  refused: string | undefined;
}

/** A file that was kept is taken back here, without a script: it goes with the form that is around. */
export const TakeBack = ({ words, accept, refused }: TakeBackProps) => (
  <Fold title={words.resume} open={refused !== undefined}>
    <FileLine filled={withFault('file', refused)} name="file" label={words.file} accept={accept} />
    <Go line="row" class="second" go="resume" formenctype="multipart/form-data" text={words.take} />
  </Fold>
);

interface AskingFormProps {
  /** Buttons anywhere on a page send it by this name. */
  id?: string;
  class?: string;
  action: string;
  /** The screen that it is sent from. */
  at: string;
  /** What was answered on other screens, as hidden fields. */
  values: Parameters<typeof HiddenFields>[0]['values'];
  children?: ComponentChildren;
}

/** The form that carries what was answered from screen to screen: the server keeps nothing. */
export function AskingForm({ id = 'need', class: name, action, at, values, children }: AskingFormProps) {
  const page = usePage();
  return (
    <form id={id} class={name} method="post" action={addressIn(page, action)} data-tab={tabOf(page)}>
      <input type="hidden" name="at" value={at} />
      <HiddenFields values={values} />
      {children}
    </form>
  );
}
