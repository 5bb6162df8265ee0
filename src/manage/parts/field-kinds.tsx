import type { ComponentChildren, VNode } from 'preact';
import type { TSchema } from 'typebox';
import { addressTyped } from '../../ground/addresses.ts';
import { statedNumber } from '../../ground/stated-numbers.ts';
import { dateIn, frenchDate } from '../../ground/written-dates.ts';
import { Checkboxes, type Filled, NumberLine, Radios, Select, TextArea, TextLine } from '../../pages/frame/fields.tsx';
import { FORMS } from '../../pages/words/forms.ts';
import type { CommitmentKind } from '../../vocabulary/reference.ts';
import type { Measure, Text, Zone } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Territories } from '../../vocabulary/territories.ts';
import { FEDERATION_DESK } from '../words/federation.ts';
import { formatOf, limitsOf, mostOf, partAt, setPart, shapeAt } from './body.ts';
import type { FieldValues, FormField } from './form.tsx';
import { limitsOfKind, measureIn, measureTyped } from './measures.ts';
import { type NumberLimits, numberFault } from './numbers.ts';
import { faultInZones, LONGEST_NAME, zoneLine, zonesKnown } from './places.ts';
import { listIn, readText, writeText } from './texts.ts';

/*
 * The kinds of values that forms ask for. A field names a part of the body that a command takes, by its JSON Pointer: it
 * shows what is there, writes what was typed, and has its limits from the schema.
 */

/** What a form says of a field, besides its place and its label. */
interface Said {
  /** The name of its control; absent: the last one in its pointer. */
  name?: string | undefined;
  hint?: string | undefined;
  /** What it takes, said when what was typed has another shape. */
  expects?: string | undefined;
  /** What is said when it was left empty; absent: what it takes. */
  missing?: string;
  /** Put before its faults, where another field of the form may have the same fault. */
  faultLabel?: string;
  /** Pointers in the body whose faults are shown next to it; absent: its own. */
  faultsAt?: readonly string[];
}

/** How a control shows a value of the body; absent: as it is. */
interface Written {
  shown?(value: unknown): string;
  /** undefined: what was typed cannot be understood. */
  written?(typed: string): unknown;
  /** The fault of what cannot be understood; absent: `expects`, or that it was not understood. */
  unread?(typed: string): string;
  /** Of a number: which one is not kept is said of what was typed in digits. */
  limits?: NumberLimits;
  /** The object that says nothing without this value, and goes with it. */
  within?: string;
}

interface Line extends Said, Written {
  autocomplete?: string;
  /** Letters, where the schema does not say. */
  most?: number;
}

interface Area extends Omit<Line, 'autocomplete'> {
  rows?: number;
}

type Choices = readonly (readonly [value: string, label: string, hint?: string])[];

interface Choice extends Said, Written {
  choices: Choices;
  /** The words of choosing none; absent: that cannot be chosen. */
  unsaid?: string;
}

/** Letters of a day: its schema is a pattern. */
const DATE_MAX = 20;
/** Letters of a telephone number: its schema is a pattern. */
export const PHONE_MAX = 30;
/** Letters of a place on its line. */
const PLACE_MAX = LONGEST_NAME + 1;
const ISO_DATE = /^\d{4}(-\d{2}){0,2}$/;

/** Terms of the field as choices, in the words of a page. */
export const termChoices = <T extends string>(terms: readonly T[], words: Readonly<Record<T, string>>): Choices =>
  terms.map((term) => [term, words[term]]);

/** A date as people read it, in both languages: the day first. */
const dayFirst = (value: string): string => (ISO_DATE.test(value) ? frenchDate(value) : value);

const withDayFirst = (filled: Filled, name: string): Filled => ({
  ...filled,
  typed: { ...filled.typed, [name]: [filled.typed[name] ?? []].flat().map(dayFirst) },
});

/** Makers of the fields of a form. @param shape of the body that its command takes */
export function fieldsOf(shape: TSchema, language: Language) {
  const desk = FEDERATION_DESK[language];

  function placed(at: string, { name, expects, missing, faultLabel, faultsAt = [at] }: Said) {
    return {
      name: name ?? at.split('/').at(-1)!,
      at: faultsAt,
      ...(expects !== undefined && { expects }),
      ...(missing !== undefined && { missing }),
      ...(faultLabel !== undefined && { label: faultLabel }),
    };
  }

  /** A field of one value. @param control shows it */
  function field(at: string, said: Said & Written, control: (filled: Filled, name: string) => VNode): FormField {
    const { shown = String, written = (typed: string) => typed, unread, expects, within = at, limits } = said;
    const place = placed(at, { faultsAt: [within], ...said });
    return {
      ...place,
      read: (body) => {
        const value = partAt(body, at);
        return value === undefined ? [] : [shown(value) || []].flat();
      },
      fault: ([typed]) => {
        if (typed === undefined) return undefined;
        const beyond = limits && numberFault(typed, limits, language);
        return (
          beyond ?? (written(typed) === undefined ? (unread?.(typed) ?? expects ?? FORMS[language].unread) : undefined)
        );
      },
      write: (body, [typed]) => {
        const value = typed === undefined ? undefined : written(typed);
        // A comma alone is nobody's “none”.
        const isSaid = value !== undefined && !(Array.isArray(value) && value.length === 0);
        setPart(shape, body, isSaid ? at : within, isSaid ? value : undefined);
      },
      view: (filled) => control(filled, place.name),
    };
  }

  function line(at: string, label: string, { hint, autocomplete = 'off', most, ...said }: Line = {}): FormField {
    const letters = mostOf(shapeAt(shape, at)) ?? most!;
    return field(at, said, (filled, name) => (
      <TextLine {...{ filled, name, label, hint, autocomplete }} most={letters} />
    ));
  }

  function area(at: string, label: string, { hint, rows, most: known, ...said }: Area = {}, isList = false): FormField {
    const most = known ?? mostOf(shapeAt(shape, at), isList)!;
    return field(at, said, (filled, name) => (
      <TextArea {...{ filled, name, label, hint, most }} {...(rows !== undefined && { rows })} />
    ));
  }

  /** The same text field, of a text in the language of the page: what is written in the other one stays. */
  const inLanguage =
    <S extends Said>(maker: (at: string, label: string, said?: S) => FormField) =>
    (at: string, label: string, said: S = {} as S): FormField =>
      maker(`${at}/${language}`, label, { name: at.split('/').at(-1)!, faultsAt: [at], ...said });

  function choice(at: string, label: string, { hint, choices, unsaid, ...said }: Choice): FormField {
    const all = unsaid === undefined ? choices : [...choices, ['', unsaid] as const];
    return {
      ...field(at, said, (filled, name) => <Radios {...{ filled, name, label, hint }} choices={all} />),
      tell: ([value = '']) => choices.find(([one]) => one === value)?.[1] ?? value,
    };
  }

  /** A day; where the schema takes them, also a month or a year. */
  function date(at: string, label: string, { hint, ...said }: Line = {}): FormField {
    const isDay = formatOf(shapeAt(shape, at))?.startsWith('date') ?? false;
    const asked = isDay ? desk.date : desk.partialDate;
    const one = line(at, label, {
      ...{ hint: hint ? `${hint} ${asked}.` : asked, expects: isDay ? desk.dateExpected : desk.partialDateExpected },
      written: (typed) => (ISO_DATE.test(typed) ? typed : undefined),
      ...said,
      most: DATE_MAX,
    });
    return {
      ...one,
      asWritten: dateIn,
      tell: ([value = '']) => dayFirst(value),
      view: (filled) => one.view(withDayFirst(filled, one.name)),
    };
  }

  return {
    line,
    date,
    area: (at: string, label: string, said?: Area) => area(at, label, said),
    /** A list, one thing a line. */
    list: (at: string, label: string, said: Area = {}) =>
      area(at, label, { shown: (list) => (list as string[]).join('\n'), written: listIn, ...said }, true),
    text: inLanguage((at, label, said?: Area) => area(at, label, said)),
    textLine: inLanguage(line),
    /** A text of which another language is shown when there is none in that of the page, and replaced. */
    eitherText: (at: string, label: string, said: Area = {}): FormField => ({
      ...area(`${at}/${language}`, label, { name: at.split('/').at(-1)!, faultsAt: [at], rows: 3, ...said }),
      read: (body) => [readText(partAt(body, at) as Text | undefined, language) || []].flat(),
      write: (body, [typed = '']) =>
        setPart(shape, body, at, writeText(partAt(body, at) as Text | undefined, typed, language)),
    }),
    address: (at: string, label: string, said: Line = {}) =>
      line(at, label, { expects: desk.addressExpected, written: addressTyped, ...said }),
    number: (at: string, label: string, { hint, ...said }: Said & Written): FormField =>
      field(at, { limits: limitsOf(shapeAt(shape, at)), written: statedNumber, ...said }, (filled, name) => (
        <NumberLine {...{ filled, name, label, hint }} />
      )),
    choice,
    /** @param choices in the words of true and of false */
    yesNo: (at: string, label: string, words: { true: string; false: string }, said: Omit<Choice, 'choices'> = {}) =>
      choice(at, label, {
        choices: termChoices(['true', 'false'], words),
        written: (typed) => ({ true: true, false: false })[typed],
        ...said,
      }),
    /** One of many, in a list that opens; `unsaid` comes first. */
    select: (at: string, label: string, { hint, choices, unsaid, ...said }: Choice): FormField => ({
      ...choice(at, label, { choices, ...said }),
      view: (filled) => (
        <Select
          {...{ filled, label, hint }}
          name={said.name ?? at.split('/').at(-1)!}
          groups={[['', unsaid === undefined ? choices : [['', unsaid], ...choices]]]}
        />
      ),
    }),
    /** The measure of a commitment. @param said.choices of yes and no */
    measure: (at: string, label: string, kind: CommitmentKind, said: Choice & Area): FormField => {
      const { choices, unsaid, rows, ...others } = said;
      const measured = {
        ...others,
        shown: (value: unknown) => measureTyped(kind, value as Measure, language)[0] ?? '',
        written: (typed: string) => measureIn(kind, typed),
      };
      if (kind.valueType === 'boolean') return choice(at, label, { ...measured, ...said });
      if (kind.valueType === 'date') return date(at, label, others);
      if (kind.valueType === 'list') return area(at, label, { ...measured, ...(rows && { rows }) }, true);
      if (kind.valueType !== 'number') return line(at, label, measured);
      return line(at, label, { ...measured, limits: { ...limitsOf(shapeAt(shape, at)), ...limitsOfKind(kind) } });
    },
    /** One thing to be ticked. @param is what the body then holds */
    tick: (
      at: string,
      label: string,
      {
        hint,
        choice,
        is = true,
        ...said
      }: Omit<Said, 'hint'> & {
        hint?: ComponentChildren;
        choice: Choices[number];
        is?: unknown;
      },
    ): FormField => {
      const [value] = choice;
      return field(at, { shown: () => value, written: () => is, ...said }, (filled, name) => (
        <Checkboxes {...{ filled, label, hint, name }} choices={[choice]} />
      ));
    },
    /** Any of a few, which a list of the body holds. */
    several: (
      at: string,
      label: string,
      { hint, choices, tell, ...said }: Said & { choices: Choices; tell?(values: FieldValues): string },
    ): FormField => {
      const place = placed(at, said);
      const offered = choices.map(([value]) => value);
      const heldIn = (body: object) => (partAt(body, at) as string[] | undefined) ?? [];
      return {
        ...place,
        ...(tell && { tell }),
        // In the order in which they are sent back: what nobody touched is not changed.
        read: (body) => offered.filter((value) => heldIn(body).includes(value)),
        write: (body, values) => {
          const list = [...values, ...heldIn(body).filter((value) => !offered.includes(value))];
          setPart(shape, body, at, list.length > 0 ? list : undefined);
        },
        view: (filled) => <Checkboxes {...{ filled, label, hint, choices }} name={place.name} />,
      };
    },
    /** Places, one a line. @param body as it is shown, whose places need not be found anew */
    zones: (
      at: string,
      label: string,
      { body, territories, hint, rows, ...said }: Area & { body: object; territories: Territories },
    ): FormField => {
      const lineOf = (zone: Zone) => zoneLine(zone, territories, language);
      const zonesOf = (of: object) => (partAt(of, at) as Zone[] | undefined) ?? [];
      const known = new Map(zonesOf(body).map((zone) => [lineOf(zone), zone]));
      const most = shapeAt(shape, at).maxItems! * PLACE_MAX;
      const place = placed(at, said);
      return {
        ...place,
        read: (one) => [zonesOf(one).map(lineOf).join('\n') || []].flat(),
        fault: ([text = '']) => faultInZones(text, known, territories, language),
        write: (one, [text = '']) => {
          const zones = zonesKnown(text, known);
          setPart(shape, one, at, zones.length > 0 ? zones : undefined);
        },
        view: (filled) => (
          <TextArea {...{ filled, label, hint, most }} name={place.name} {...(rows !== undefined && { rows })} />
        ),
      };
    },
  };
}
